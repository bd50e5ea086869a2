package org.fedrange.attacks.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Numerics;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.model.Softmax;
import org.fedrange.learning.training.DistributedSgd;
import org.junit.jupiter.api.Test;

class ClassInversionTest {
    private static final Shape SHAPE = new Shape(1, 2);
    private static final Task TASK = new Task(new Softmax(), SHAPE, new Softmax().network(SHAPE, Numerics.PORTABLE), new DistributedSgd(32, 0.5, 0, 0));
    /** Weights -1 and 1, no bias. */
    private static final View VIEW = new View(TASK, List.of(), new TreeMap<>(Map.of(5, FloatVector.of(-1, 1, 0, 0))));
    /** Mean 0 and deviation 1; the labels are of no use to anyone. */
    private static final Examples SIDE = new Examples(new float[] {-1, 1}, new int[2], 1);

    @Test
    void aWalkGoesWhereTheClassIsSurer() {
        Examples found = new ClassInversion(1, 0.1, 0, 0).representatives(VIEW, SIDE);
        assertArrayEquals(new float[] {-0.1f, 0.1f}, found.features(), 1e-6f);
        assertArrayEquals(new int[] {0, 1}, found.labels());
        // Two steps, the second of half the length.
        assertArrayEquals(new float[] {-0.15f, 0.15f}, new ClassInversion(2, 0.1, 0, 0).representatives(VIEW, SIDE).features(), 1e-6f);
        // No further than the observer's examples go.
        assertArrayEquals(new float[] {-1, 1}, new ClassInversion(100, 0.5, 0, 0).representatives(VIEW, SIDE).features(), 1e-6f);
    }

    @Test
    void thePopulationPullsItBack() {
        // For the second class the slope is -2 (1 - p) + pull x with p = 1 / (1 + e^-2x): 0 at x = 0.4437 for a pull of 1.31 or so.
        double x = 0.4437;
        double pull = 2 * (1 - 1 / (1 + StrictMath.exp(-2 * x))) / x;
        assertEquals(1.314, pull, 1e-3);
        assertEquals(x, new ClassInversion(400, 0.05, pull, 0).representatives(VIEW, SIDE).features()[1], 2e-3);
    }

    @Test
    void aModelThatKnowsNothingShowsNothing() {
        View blank = new View(TASK, List.of(), new TreeMap<>(Map.of(0, FloatVector.zeros(4))));
        assertArrayEquals(new float[2], new ClassInversion(50, 0.1, 0.1, 0.1).representatives(blank, SIDE).features());
    }

    @Test
    void guessesAreComparedWithTheirClassesMeans() {
        // Class 0 at (1, 0), of two examples, class 2 at (0, 1); nobody was trained on class 1. The population's mean is 0.
        Examples trained = new Examples(new float[] {0.5f, 0, 0, 1, 1.5f, 0}, new int[] {0, 2, 0}, 2);
        Examples side = new Examples(new float[] {-1, 0, 1, 0}, new int[2], 2);
        RepresentativeQuality quality = RepresentativeQuality.of(trained, side, new ReconstructionQuality(trained, side, Optional.empty()));
        var figures = quality.of(new Examples(new float[] {2, 1, 9, 9, 1, 1}, new int[] {0, 1, 2}, 2));
        assertEquals(2, figures.size());
        assertEquals(2 / Math.sqrt(5), figures.getFirst().getOrDefault("classCosine", Double.NaN), 1e-9);
        assertEquals(1, figures.getFirst().getOrDefault("ownClass", Double.NaN));
        // (2, 1) lies 1 and 1 off (1, 0): mse 1; the mean 1 and 0: mse 1/2.
        assertEquals(1, figures.getFirst().getOrDefault("mse", Double.NaN), 1e-9);
        assertEquals(0.5, figures.getFirst().getOrDefault("mseOfMean", Double.NaN), 1e-9);
        assertEquals(Math.sqrt(0.5), figures.getLast().getOrDefault("classCosine", Double.NaN), 1e-9);
        assertEquals(0.5, figures.getLast().getOrDefault("ownClass", Double.NaN));
        // Who says the population's mean is right as often as chance.
        var guessed = quality.of(new Examples(new float[6], new int[] {0, 1, 2}, 2));
        assertTrue(guessed.stream().allMatch(its -> its.getOrDefault("ownClass", 0.0).equals(its.get("ownClassByChance")) && its.getOrDefault("classCosine", 1.0) == 0));
    }
}
