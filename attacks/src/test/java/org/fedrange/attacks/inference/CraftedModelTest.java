package org.fedrange.attacks.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Numerics;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.model.Mlp;
import org.fedrange.learning.model.Model;
import org.fedrange.learning.model.Network;
import org.fedrange.learning.model.Softmax;
import org.fedrange.learning.training.DistributedSgd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A changed first layer lets single records out of the gradient of a large batch. */
class CraftedModelTest {
    private static final int WIDTH = 60;
    private static final Streams STREAMS = new Streams(7);
    private static final Mlp WIDE = new Mlp(List.of(256));

    private static Examples drawn(String purpose, int examples) {
        RandomGenerator stream = STREAMS.of(purpose);
        float[] features = new float[examples * WIDTH];
        for (int i = 0; i < features.length; i++) {
            features[i] = stream.nextFloat();
        }
        return new Examples(features, IntStream.range(0, examples).map(i -> i * 7 % 4).toArray(), WIDTH);
    }

    private static Task task(Model model, int batchSize) {
        Shape shape = new Shape(WIDTH, 4);
        Network network = model.network(shape, Numerics.PORTABLE);
        return new Task(model, shape, network, new DistributedSgd(batchSize, 0.1, 0.9, 0));
    }

    private static FloatVector crafted(CraftedModel attack, Task task) {
        return attack.crafted(task, task.network().initial(STREAMS.of("initial")), drawn("side", 400), STREAMS.of("crafted"));
    }

    /** Share of the records of a full batch that an attack gets to within a thousandth of a feature's range, of a gradient of this model. */
    private static double recovered(Reconstruction attack, Task task, FloatVector model, int batch) {
        Examples truth = drawn("truth", batch);
        FloatVector sent = (FloatVector) task.training().train(task.network(), model, truth, task.training().fresh(task.network()), STREAMS.of("train")).change();
        Contribution seen = new Contribution(1, List.of(new NodeId(0, "North")), model, sent, batch);
        Examples side = drawn("side", 400);
        Examples guesses = attack.reconstruct(new View(task, List.of(seen)), seen, side, STREAMS.of("attack"));
        ReconstructionQuality quality = new ReconstructionQuality(Examples.joined(List.of(truth, side)), side, Optional.empty());
        return quality.of(truth, guesses).stream().filter(its -> its.getOrDefault("mse", 1.0) < 1e-6).count() / (double) batch;
    }

    @Test
    void betweenTwoThresholdsLiesWhatTheirGradientsDifferBy() {
        // Three units on one feature: records 0.5 and 1.5 with errors 0.2 and -0.1, thresholds 0, 1 and 2.
        FloatVector gradient = FloatVector.of(-0.05f, -0.15f, 0, 0.1f, -0.1f, 0);
        List<double[]> found = Imprint.quotients(gradient, 1, 3);
        assertEquals(2, found.size());
        assertArrayEquals(new double[] {0.5}, found.getFirst(), 1e-6);
        assertArrayEquals(new double[] {1.5}, found.getLast(), 1e-6);
    }

    @Test
    void binsAreEquallyLikely() {
        // Mean 2, deviation sqrt 2; quartiles of the normal distribution at 0.6745 deviations.
        assertArrayEquals(new double[] {2 - 0.67449 * Math.sqrt(2), 2 + 0.67449 * Math.sqrt(2)}, Imprint.thresholds(new double[] {1, 3}, 2), 1e-4);
    }

    @Test
    void everyUnitThatFiresSendsBackTheSameError() {
        Task task = task(WIDE, 1);
        FloatVector model = crafted(new Imprint(1, 1, 1), task);
        for (int record = 0; record < 8; record++) {
            FloatVector gradient = task.network().gradient(model, drawn("truth", 8), new int[] {record}).vector();
            double first = gradient.get(256 * WIDTH);
            int fired = 0;
            for (int unit = 0; unit < 256; unit++) {
                double error = gradient.get(256 * WIDTH + unit);
                assertTrue(error == 0 || Math.abs(error - first) < 1e-6 * Math.abs(first), "unit " + unit + ": " + error);
                // Thresholds rise: once silent, silent to the end.
                assertTrue(error == 0 || fired == unit);
                fired += error == 0 ? 0 : 1;
            }
            // No class's error is near nothing, and no output is saturated.
            assertTrue(fired > 0 && Math.abs(first) > 0.1, "error " + first);
        }
    }

    /** Of B records in k bins (1 - 1/k)^(B-1) are alone: 0.97, 0.78 and 0.57; the closed form gets few of a larger batch. */
    @ParameterizedTest
    @CsvSource({"8, 0.85, 1", "64, 0.65, 0.95", "144, 0.45, 0.7"})
    void singleRecordsComeOutOfLargeBatches(int batch, double least, double most) {
        Task task = task(WIDE, batch);
        Imprint attack = new Imprint(1, 1, 1);
        double share = recovered(attack, task, crafted(attack, task), batch);
        assertTrue(share >= least && share <= most, "share " + share);
    }

    @Test
    void theClosedFormGetsFewOfThem() {
        Task task = task(WIDE, 64);
        assertTrue(recovered(new AnalyticReconstruction(1, 1), task, task.network().initial(STREAMS.of("initial")), 64) < 0.3);
    }

    @Test
    void deeperModelsAreImprintedToo() {
        Task task = task(new Mlp(List.of(256, 20)), 32);
        Imprint attack = new Imprint(1, 1, 1);
        assertTrue(recovered(attack, task, crafted(attack, task), 32) > 0.7);
    }

    @Test
    void trapsLetFewRecordsThroughAndFindThose() {
        Task task = task(WIDE, 8);
        TrapWeights attack = new TrapWeights(1, 1, 0.125);
        FloatVector model = crafted(attack, task);
        // Of the coordinator's own examples an eighth fires a unit, on the average over units.
        Examples side = drawn("side", 400);
        int fired = 0;
        for (int unit = 0; unit < 256; unit++) {
            for (int i = 0; i < side.size(); i++) {
                double sum = model.get(256 * WIDTH + unit);
                for (int j = 0; j < WIDTH; j++) {
                    sum += model.get(unit * WIDTH + j) * side.features()[i * WIDTH + j];
                }
                fired += sum > 0 ? 1 : 0;
            }
        }
        assertEquals(0.125, fired / (256.0 * 400), 0.002);
        assertTrue(recovered(attack, task, model, 8) > 0.8);
        // The other layers stay as they were.
        FloatVector before = task.network().initial(STREAMS.of("initial"));
        for (int i = 256 * WIDTH + 256; i < before.size(); i++) {
            assertEquals(before.get(i), model.get(i));
        }
    }

    @Test
    void trapsFindLessInLargerBatchesThanAnImprint() {
        Task task = task(WIDE, 64);
        TrapWeights trap = new TrapWeights(1, 1, 1.0 / 64);
        Imprint imprint = new Imprint(1, 1, 1);
        assertTrue(recovered(trap, task, crafted(trap, task), 64) < recovered(imprint, task, crafted(imprint, task), 64));
    }

    @Test
    void withoutExamplesOfItsOwnItGuessesTheBins() {
        Task task = task(WIDE, 8);
        Examples nobody = new Examples(new float[0], new int[0], WIDTH);
        FloatVector model = task.network().initial(STREAMS.of("initial"));
        for (CraftedModel attack : List.of(new Imprint(1, 1, 1), new TrapWeights(1, 1, 0.1))) {
            FloatVector sent = attack.crafted(task, model, nobody, STREAMS.of("crafted"));
            assertTrue(sent.isFinite());
            assertNotEquals(model, sent);
        }
    }

    @Test
    void itNeedsAFullyConnectedLayerWithMoreBehindIt() {
        assertTrue(new Imprint(1, 1, 1).unsuited(task(new Softmax(), 1)).orElseThrow().contains("such as that of mlp"));
        assertTrue(new TrapWeights(1, 1, 0.1).unsuited(task(new Softmax(), 1)).orElseThrow().contains("trap-weights"));
        assertEquals(Optional.empty(), new Imprint(1, 1, 1).unsuited(task(WIDE, 1)));
    }
}
