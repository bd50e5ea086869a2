package org.fedrange.defenses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.fedrange.aggregation.Cohort;
import org.fedrange.aggregation.Context;
import org.fedrange.learning.DoubleVector;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Numerics;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Picture;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.model.Cnn;
import org.fedrange.learning.model.Mlp;
import org.fedrange.learning.model.Network;
import org.fedrange.learning.model.Softmax;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done to aggregate and model: noise, clipping, votes, pruning, fine-tuning. */
class ModelDefenseTest {
    private static final Streams STREAMS = new Streams(3);

    private static Context context(int round, ParameterVector model) {
        return new Context(round, model, STREAMS.of("defense", round, 0));
    }

    private static double measured(Defense.Outcome<?> outcome, String name) {
        return Objects.requireNonNull(outcome.measurements().get(name));
    }

    /** Of 40,000 draws mean and mean square lie within five standard errors. */
    @Test
    void weakNoiseHasItsDeviation() {
        DoubleVector aggregate = DoubleVector.zeros(40_000);
        Defense.Outcome<ParameterVector> outcome = new WeakDp(0.5).onAggregate(context(1, aggregate), org.fedrange.aggregation.State.NONE, aggregate, 3);
        double[] noise = outcome.result().toDoubles();
        double mean = Arrays.stream(noise).average().orElseThrow();
        double square = Arrays.stream(noise).map(x -> x * x).average().orElseThrow();
        assertEquals(0, mean, 5 * 0.5 / 200, "seed 3");
        assertEquals(0.25, square, 5 * 0.25 * Math.sqrt(2) / 200, "seed 3");
        assertEquals(0, measured(outcome, "normBefore"));
        assertEquals(0.5 * 200, measured(outcome, "noiseNorm"), 1);
        assertEquals(outcome.result(), new WeakDp(0.5).onAggregate(context(1, aggregate), org.fedrange.aggregation.State.NONE, aggregate, 3).result());
        assertThrows(IllegalArgumentException.class, () -> new WeakDp(0));
    }

    @Test
    void crflClipsTheModelAndPerturbsItButForTheLastRound() {
        Crfl crfl = new Crfl(2, 0.1, 10, 0.001, null).resolved(new Cohort(5, 1), 7);
        DoubleVector model = DoubleVector.of(3, 4);
        // Norm 5, clipped to 2: (1.2, 1.6).
        Defense.Outcome<ParameterVector> last = crfl.onModel(context(7, model), model);
        assertArrayEquals(new double[] {1.2, 1.6}, last.result().toDoubles(), 1e-12);
        assertEquals(5, measured(last, "normBefore"), 1e-12);
        double[] noisy = crfl.onModel(context(6, model), model).result().toDoubles();
        assertTrue(noisy[0] != 1.2 && Math.abs(noisy[0] - 1.2) < 0.6 && Math.abs(noisy[1] - 1.6) < 0.6, Arrays.toString(noisy));
    }

    @Test
    void theRadiusIsThatOfTheFormula() {
        Crfl crfl = new Crfl(1, 0.1, 1000, 0.001, 1);
        // Margin sqrt(ln 1000 / 2000) = 0.05877: 0.93123 and 0.06877; roots 0.96500 and 0.26224, apart 0.70276; 1 - 0.49387 = 0.50613; -2 ln = 1.36190.
        assertEquals(0.1 * Math.sqrt(1.36190), crfl.radius(new int[] {10, 990, 0}), 1e-5);
        // 520 of 1000: 0.46 lies below what the second may have.
        assertEquals(0, crfl.radius(new int[] {520, 480}));
        // All votes for one: the second has what the first leaves, 0.05877.
        double apart = Math.sqrt(1 - 0.0587695) - Math.sqrt(0.0587695);
        assertEquals(0.1 * Math.sqrt(-2 * Math.log(1 - apart * apart)), crfl.radius(new int[] {0, 1000}), 1e-5);
    }

    /** A model of one feature and no bias to speak of: as far as it may be moved, the vote stays; a good deal farther, it turns. */
    @Test
    void withinItsRadiusTheVoteStays() {
        Network network = new Softmax().network(new Shape(1, 2), Numerics.PORTABLE);
        Examples one = new Examples(new float[] {1}, new int[] {1}, 1);
        Crfl crfl = new Crfl(10, 0.1, 2000, 0.001, 1);
        FloatVector model = FloatVector.of(-0.15f, 0.15f, 0, 0);
        Defense.Prediction clean = crfl.onPrediction(network, model, one, STREAMS.of("votes"));
        double radius = Objects.requireNonNull(clean.measurements().get("radius"))[0];
        assertTrue(radius > 0.05, "radius " + radius);
        assertEquals(1, Objects.requireNonNull(clean.measurements().get("certified"))[0]);
        assertEquals(1, clean.probabilities()[0] + clean.probabilities()[1], 1e-6);
        for (double share : new double[] {0.5, 0.99}) {
            // The shortest way to the other class: all four numbers count alike.
            float step = (float) (share * radius / 2);
            FloatVector moved = FloatVector.of(-0.15f + step, 0.15f - step, step, -step);
            float[] told = crfl.onPrediction(network, moved, one, STREAMS.of("other votes")).probabilities();
            assertTrue(told[1] > 0.5, "moved by " + share + " of the radius");
        }
        float far = 0.3f;
        FloatVector turned = FloatVector.of(-0.15f + far, 0.15f - far, far, -far);
        assertTrue(crfl.onPrediction(network, turned, one, STREAMS.of("votes")).probabilities()[0] > 0.5);
    }

    /** Inputs go one each to three hidden units; the third answers only to a third input that clean examples never have. */
    private static final Network NETWORK = new Mlp(List.of(3)).network(new Shape(3, 2), Numerics.PORTABLE);

    private static final FloatVector BACKDOORED = FloatVector.of(
            1, 0, 0, /* */ 0, 1, 0, /* */ 0, 0, 1, /* biases */ 0, 0, 0, /* class 0 */ 1, 0, 9, /* class 1 */ 0, 1, 0, /* biases */ 0, 0);

    private static final Examples CLEAN = new Examples(new float[] {2, 1, 0, 3, 1, 0, 1, 2, 0, 1, 3, 0}, new int[] {0, 0, 1, 1}, 3);
    private static final Examples TRIGGERED = new Examples(new float[] {1, 2, 1}, new int[] {1}, 3);

    private static Defense.Finish finish() {
        return new Defense.Finish(NETWORK, CLEAN, STREAMS.of("finish"));
    }

    private static boolean deceived(FloatVector model) {
        float[] told = NETWORK.probabilities(model, TRIGGERED);
        return told[0] > told[1];
    }

    @Test
    void pruningSilencesTheUnitThatSleepsOnCleanExamples() {
        assertArrayEquals(new double[] {1.75, 1.75, 0}, NETWORK.hiddenUnits().orElseThrow().meanActivations(BACKDOORED, CLEAN), 1e-6);
        assertTrue(deceived(BACKDOORED));
        Defense.Outcome<FloatVector> outcome = new Pruning(4, 0.04).onFinalModel(finish(), BACKDOORED).orElseThrow();
        // Without the first unit too, class 0 would be lost.
        assertEquals(1, measured(outcome, "silenced"));
        assertEquals(3, measured(outcome, "units"));
        assertTrue(!deceived(outcome.result()));
        assertArrayEquals(new float[] {0, 0, 0}, Arrays.copyOfRange(outcome.result().array(), 6, 9));
        assertEquals(1, BACKDOORED.get(8), "the input was written to");
        // Whoever may give up everything prunes everything.
        assertEquals(3, measured(new Pruning(4, 1).onFinalModel(finish(), BACKDOORED).orElseThrow(), "silenced"));
    }

    /**
     * Two maps of 1 x 1 kernels on pictures of 2 x 4, pooled to 1 x 2: the first passes brightness on, the second what is brighter than 1, which only a
     * trigger is. Classes tell left from right by the first map; the second speaks for class 0.
     */
    @Test
    void pruningSilencesTheMapThatSleepsOnCleanPictures() {
        Network network = new Cnn(List.of(2), 1, 0, List.of()).network(new Shape(8, 2, Optional.of(new Picture(1, 2, 4))), Numerics.PORTABLE);
        FloatVector model = FloatVector.of(1, 1, /* biases */ 0, -1, /* class 0 */ 1, 0, 9, 9, /* class 1 */ 0, 1, 0, 0, /* biases */ 0, 0);
        Examples clean = new Examples(new float[] {1, 0, 0, 0, 0, 0, 0, 0, /* right */ 0, 0, 0, 0.5f, 0, 0, 0, 0}, new int[] {0, 1}, 8);
        Examples triggered = new Examples(new float[] {0, 0, 0, 2, 0, 0, 0, 0}, new int[] {1}, 8);
        // Of four pooled pixels two are lit, with 1 and 0.5.
        assertArrayEquals(new double[] {0.375, 0}, network.hiddenUnits().orElseThrow().meanActivations(model, clean), 1e-6);
        assertTrue(network.probabilities(model, triggered)[0] > 0.9);
        Defense.Outcome<FloatVector> outcome = new Pruning(2, 0.04).onFinalModel(new Defense.Finish(network, clean, STREAMS.of("finish")), model).orElseThrow();
        assertEquals(1, measured(outcome, "silenced"));
        assertEquals(2, measured(outcome, "units"));
        assertArrayEquals(new float[] {1, 0, 0, 0, 1}, Arrays.copyOf(outcome.result().array(), 5));
        assertTrue(network.probabilities(outcome.result(), triggered)[1] > 0.5);
    }

    @Test
    void whatHasNoHiddenUnitsCannotBePruned() {
        Network softmax = new Softmax().network(new Shape(3, 2), Numerics.PORTABLE);
        assertEquals(Optional.empty(), softmax.hiddenUnits());
        assertTrue(new Pruning(4, 0).unsuited(softmax).orElseThrow().contains("no"), "says why");
        assertEquals(Optional.empty(), new Pruning(4, 0).unsuited(NETWORK));
    }

    @Test
    void fineTuningTrainsOnTheCoordinatorsExamples() {
        // Turned round, the model errs on every clean example; trained on them it does not.
        FloatVector wrong = FloatVector.of(1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, -1, 1, 0, 1, -1, 0, 0, 0);
        Defense.Outcome<FloatVector> outcome = new FineTuning(4, 200, 4, 0.1).onFinalModel(finish(), wrong).orElseThrow();
        float[] told = NETWORK.probabilities(outcome.result(), CLEAN);
        for (int i = 0; i < 4; i++) {
            assertTrue(told[2 * i + CLEAN.labels()[i]] > 0.5, "example " + i);
        }
        assertEquals(outcome.result().minus(wrong).norm(), measured(outcome, "moved"), 1e-5);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void badParametersAreRefused(int bad) {
        assertThrows(IllegalArgumentException.class, () -> new Pruning(bad, 0));
        assertThrows(IllegalArgumentException.class, () -> new FineTuning(bad, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Crfl(bad, 1, 1, 0.1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Crfl(1, bad, 1, 0.1, 1));
    }
}
