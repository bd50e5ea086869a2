package org.fedrange.attacks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Numerics;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.model.Network;
import org.fedrange.learning.model.Softmax;
import org.fedrange.learning.training.DistributedSgd;
import org.fedrange.learning.training.Training;
import org.junit.jupiter.api.Test;

/** Poisoned examples, by hand. */
class PoisonTest {
    private static final Training SGD = new DistributedSgd(32, 0.1, 0.9, 0);
    private static final Network TWO_CLASSES = new Softmax().network(new Shape(1, 2), Numerics.PORTABLE);
    /** Scores -x/2 and x/2. */
    private static final FloatVector SLOPE = FloatVector.of(-0.5f, 0.5f, 0, 0);

    private static Examples examples(int[] labels, float... features) {
        return new Examples(features, labels, features.length / labels.length);
    }

    private static Poison ready(DataPoisoning attack, int classes, Examples... held) {
        return attack.prepare(List.of(held), classes, Scene.stream(1));
    }

    @Test
    void aTargetedFlipRenamesOneClassAndAimsAtIt() {
        Examples own = examples(new int[] {0, 1, 2}, 5, 6, 7);
        Poison poison = ready(new TargetedFlip(1, 0), 3, own);
        assertArrayEquals(new int[] {0, 0, 2}, poison.examples(own, 0, 1, Scene.stream(1)).labels());
        Goal goal = poison.goal().orElseThrow();
        assertEquals(0, goal.target());
        assertArrayEquals(new float[] {6}, goal.aimed().apply(own).features());
        refused("target must be another class than source, got 1 for both", () -> new TargetedFlip(1, 1));
        assertEquals("source must be a class of the data, from 0 to 2, got 3", new TargetedFlip(3, 0).unsuited(new Shape(1, 3), SGD).orElseThrow());
        refused("targeted-flip: none of the adversary's 1 nodes holds training examples of the class 2 (source); give it more or other nodes",
                () -> ready(new TargetedFlip(2, 0), 3, examples(new int[] {0, 1}, 1, 2)));
    }

    @Test
    void duplicatesStandBesideTheRest() {
        Examples own = examples(new int[] {0, 1, 1}, 5, 6, 7);
        Examples poisoned = ready(new SampleDuplication(1, 3), 2, own).examples(own, 0, 1, Scene.stream(1));
        assertArrayEquals(new int[] {0, 1, 1, 1, 1, 1, 1}, poisoned.labels());
        assertArrayEquals(new float[] {5, 6, 6, 6, 7, 7, 7}, poisoned.features());
        assertThrows(IllegalArgumentException.class, () -> ready(new SampleDuplication(1, 3), 2, examples(new int[] {0}, 1)));
    }

    /** Mean and mean square of the noise within five standard errors of 20,000 draws. */
    @Test
    void noiseHasTheDeclaredDeviationAndLeavesLabelsAlone() {
        float[] features = new float[20_000];
        Arrays.fill(features, 1);
        Examples own = new Examples(features, new int[10_000], 2);
        Examples poisoned = ready(new FeatureNoise(3), 2, own).examples(own, 0, 1, Scene.stream(7));
        double sum = 0;
        double squares = 0;
        for (float feature : poisoned.features()) {
            sum += feature - 1;
            squares += (feature - 1) * (feature - 1);
        }
        assertEquals(0, sum / 20_000, 5 * 3 / Math.sqrt(20_000), "seed 7");
        assertEquals(9, squares / 20_000, 5 * 9 * Math.sqrt(2.0 / 20_000), "seed 7");
        assertArrayEquals(own.labels(), poisoned.labels());
        assertEquals(1, features[0], "the input was written to");
    }

    @Test
    void aDynamicFlipAsksTheModelJustReceived() {
        // One feature, three classes: scores ln 5, ln 2, ln 3 from the biases alone, so probabilities 0.5, 0.2, 0.3.
        Network network = new Softmax().network(new Shape(1, 3), Numerics.PORTABLE);
        FloatVector model = FloatVector.of(0, 0, 0, (float) Math.log(5), (float) Math.log(2), (float) Math.log(3));
        Examples own = examples(new int[] {0, 1, 2}, 1, 1, 1);
        Poison poison = ready(new DynamicLabelFlip(), 3, own);
        Examples once = poison.examples(own, 0, 1, Scene.stream(1));
        assertArrayEquals(new int[] {0, 1, 2}, once.labels());
        // Least likely beside the truth: 1 for class 0, 2 for class 1, 1 for class 2.
        assertArrayEquals(new int[] {1, 2, 1}, poison.examples(once, network, model).labels());
        // Under another model the labels are others: all equal, the first beside the truth.
        assertArrayEquals(new int[] {1, 0, 0}, poison.examples(once, network, FloatVector.zeros(6)).labels());
    }

    @Test
    void aCollisionByHand() {
        // From 1 towards the victim at 4: ln p = (-1.3133, -0.3133) there, (-4.0181, -0.0181) at the victim; derivatives -0.7311, 0.2689.
        // Gradient 2 x 2.7049 x -0.7311 + 2 x -0.2951 x 0.2689 = -4.1136. One step of 0.1: 1.4114; drawn to 1 by 0.1: (1.4114 + 0.1) / 1.1.
        assertEquals(1.3740, collided(1, 0.5)[0], 1e-3);
        assertEquals(4, collided(400, 0)[0], 0.05);
        assertEquals(1, collided(400, 1000)[0], 0.05);
    }

    private static float[] collided(int iterations, double closeness) {
        return new Collision(TWO_CLASSES, SLOPE, examples(new int[] {0}, 1), examples(new int[] {1}, 4), 0, 2, closeness).moved(iterations);
    }

    @Test
    void aCollisionIsCleanlyLabelledAndItsVictimsAreTrainedOnByNobody() {
        // Ten examples; of class 1 those with features 4 to 8; two victims; round(0.3 x 10) = 3 are poison.
        Examples own = examples(new int[] {0, 0, 0, 0, 0, 1, 1, 1, 1, 1}, 0, 0.1f, 0.2f, 0.3f, 0.4f, 4, 5, 6, 7, 8);
        Poison poison = ready(new FeatureCollision(1, 0, 2, 0.3, 0.25, 0, 10), 2, own);
        Examples victims = poison.goal().orElseThrow().aimed().apply(own);
        assertArrayEquals(new int[] {1, 1}, victims.labels());
        Examples once = poison.examples(own, 0, 1, Scene.stream(2));
        assertEquals(10, once.size());
        for (int row = 0; row < 10; row++) {
            float its = once.features()[row];
            assertTrue(its != victims.features()[0] && its != victims.features()[1], "trains on the victim " + its);
            assertEquals(row < 7 && its >= 4 ? 1 : 0, once.labels()[row], "row " + row + " has a wrong label");
        }
        // The third poison stands in row 9 and aims at victim 9 mod 2: a quarter of it, and three quarters of a base up to 0.4.
        assertEquals(0.25 * victims.features()[1] + 0.75 * 0.2, once.features()[9], 0.75 * 0.2 + 1e-6);
        float[] moved = poison.examples(once, TWO_CLASSES, SLOPE).features();
        assertArrayEquals(Arrays.copyOf(once.features(), 7), Arrays.copyOf(moved, 7));
        for (int row = 7; row < 10; row++) {
            double before = Math.abs(once.features()[row] - victims.features()[row % 2]);
            assertTrue(Math.abs(moved[row] - victims.features()[row % 2]) < before, "row " + row + " did not come nearer");
        }
        refused("feature-collision: the adversary's nodes hold 5 training examples of the class 1 (source), fewer than 6 victims; give it more or "
                + "other nodes, or fewer victims", () -> ready(new FeatureCollision(1, 0, 6, 0.3, 0.25, 0, 10), 2, own));
        assertThrows(IllegalArgumentException.class, () -> new FeatureCollision(1, 1, 6, 0.3, 0.25, 0, 10));
    }

    private static void refused(String expected, Runnable act) {
        assertEquals(expected, assertThrows(IllegalArgumentException.class, act::run).getMessage());
    }
}
