package org.fedrange.learning.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Numerics;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.kernel.DoubleKernel;
import org.fedrange.learning.model.Network;
import org.fedrange.learning.model.Softmax;
import org.junit.jupiter.api.Test;

class TrainingTest {
    private static final Network NETWORK = new Softmax().network(new Shape(1, 2), Numerics.PORTABLE);

    /** One patient with x = 1 of class 0: at zero parameters p = (1/2, 1/2), so the gradient is (-1/2, 1/2) for W and for b. */
    private static final Examples PATIENT = new Examples(new float[] {1}, new int[] {0}, 1);

    private static final FloatVector ZERO = FloatVector.zeros(4);

    private static RandomGenerator stream() {
        return new Streams(1).of("train", 1, 0);
    }

    @Test
    void distributedSgdSendsItsMomentum() {
        // m1 = 0.1 g; the model stays at zero, so g is the same again: m2 = 0.9 (0.1 g) + 0.1 g = 0.19 g.
        DistributedSgd training = new DistributedSgd(32, 0.5, 0.9, 0);
        Training.Local first = training.train(NETWORK, ZERO, PATIENT, training.fresh(NETWORK), stream());
        assertArrayEquals(new double[] {-0.05, 0.05, -0.05, 0.05}, first.change().toDoubles(), 1e-7);
        assertEquals(Math.log(2), first.loss(), 1e-6);
        assertEquals(1, first.examples());
        Training.Local second = training.train(NETWORK, ZERO, PATIENT, first.memory(), stream());
        assertArrayEquals(new double[] {-0.095, 0.095, -0.095, 0.095}, second.change().toDoubles(), 1e-7);
    }

    @Test
    void theCoordinatorStepsAgainstTheAggregateAndDecaysTheModel() {
        // w = 2 - 0.5 (1 + 0.1 * 2) = 1.4
        DistributedSgd training = new DistributedSgd(32, 0.5, 0.9, 0.1);
        assertEquals(1.4, training.apply(FloatVector.of(2), FloatVector.of(1)).get(0), 1e-6);
        assertEquals(3, new FedAvg(1, 32, 0.1, 0, 0).apply(FloatVector.of(2), FloatVector.of(1)).get(0));
    }

    @Test
    void oneStepOfFedAvgIsOneStepOfSgd() {
        FedAvg training = new FedAvg(1, 32, 0.1, 0, 0);
        Training.Local local = training.train(NETWORK, ZERO, PATIENT, training.fresh(NETWORK), stream());
        assertArrayEquals(new double[] {0.05, -0.05, 0.05, -0.05}, local.change().toDoubles(), 1e-7);
    }

    @Test
    void fedAvgWalksThroughAllBatchesOfAllEpochs() {
        // Two epochs over one patient are two steps. After the first W and b are (0.05, -0.05), so the scores of x = 1 are
        // (0.1, -0.1) and p_0 = 1 / (1 + exp(-0.2)) = 0.549834; the second step adds 0.1 (1 - 0.549834) = 0.0450166.
        FedAvg training = new FedAvg(2, 1, 0.1, 0, 0);
        Training.Local local = training.train(NETWORK, ZERO, PATIENT, training.fresh(NETWORK), stream());
        assertArrayEquals(new double[] {0.0950166, -0.0950166, 0.0950166, -0.0950166}, local.change().toDoubles(), 1e-6);
        // Mean of the losses before each step: ln 2 and -ln 0.549834.
        assertEquals((Math.log(2) - Math.log(0.549834)) / 2, local.loss(), 1e-5);
    }

    @Test
    void theStepIsThatOfItsExample() {
        double[] w = {1};
        double[] v = {0.2};
        new SgdStep(0.1, 0.9, 0.1).apply(new DoubleKernel(), 1, w, new double[] {0.5}, v);
        assertEquals(0.78, v[0], 1e-12);
        assertEquals(0.922, w[0], 1e-12);
    }

    @Test
    void trainingIsAPureFunctionOfItsStream() {
        Examples patients = patients(100);
        for (Training training : new Training[] {new DistributedSgd(8, 0.1, 0.9, 0), new FedAvg(2, 8, 0.1, 0.9, 0.01)}) {
            ParameterVector once = training.train(NETWORK, ZERO, patients, training.fresh(NETWORK), stream()).change();
            assertEquals(once, training.train(NETWORK, ZERO, patients, training.fresh(NETWORK), stream()).change());
            assertEquals(FloatVector.zeros(4), ZERO, "the global model was written to");
            RandomGenerator other = new Streams(1).of("train", 2, 0);
            assertTrue(!once.equals(training.train(NETWORK, ZERO, patients, training.fresh(NETWORK), other).change()));
        }
    }

    @Test
    void bothLearnWhatCanBeLearnt() {
        // The class is the sign of the only feature: after some rounds the loss is far below ln 2.
        Examples patients = patients(200);
        for (Training training : new Training[] {new DistributedSgd(32, 1, 0.9, 0), new FedAvg(1, 32, 0.5, 0, 0)}) {
            ParameterVector model = ZERO;
            Training.Memory memory = training.fresh(NETWORK);
            double loss = Double.NaN;
            for (int round = 1; round <= 60; round++) {
                Training.Local local = training.train(NETWORK, model, patients, memory, new Streams(2).of("train", round, 0));
                memory = local.memory();
                model = training.apply(model, local.change());
                loss = local.loss();
            }
            assertTrue(loss < 0.25, training + " seed 2: " + loss);
        }
    }

    private static Examples patients(int count) {
        RandomGenerator stream = new Streams(5).of("patients");
        float[] features = new float[count];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            features[i] = (float) stream.nextGaussian();
            labels[i] = features[i] > 0 ? 1 : 0;
        }
        return new Examples(features, labels, 1);
    }

    @Test
    void aBatchHoldsDifferentRowsAllEquallyLikely() {
        int[] counts = new int[10];
        for (int round = 1; round <= 10_000; round++) {
            int[] rows = Batches.one(10, 3, new Streams(9).of("train", round, 0));
            assertEquals(3, Arrays.stream(rows).distinct().count());
            Arrays.stream(rows).forEach(row -> counts[row]++);
        }
        // Each row is in 3 of 10 batches: mean 3000, standard deviation 46; five of those on either side.
        for (int count : counts) {
            assertEquals(3000, count, 230, "seed 9: " + Arrays.toString(counts));
        }
        assertArrayEquals(new int[] {0, 1}, Batches.one(2, 32, stream()));
    }

    @Test
    void anEpochHoldsEveryRowOnce() {
        int[][] batches = Batches.epoch(7, 3, stream());
        assertEquals(3, batches.length);
        assertEquals(1, batches[2].length);
        assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 6}, Arrays.stream(batches).flatMapToInt(Arrays::stream).sorted().toArray());
    }

    @Test
    void badParametersAreNamedWithTheirRange() {
        assertRefused("learningRate must be above 0, got 0.0", () -> new DistributedSgd(32, 0, 0.9, 0));
        assertRefused("learningRate must be above 0, got NaN", () -> new DistributedSgd(32, Double.NaN, 0.9, 0));
        assertRefused("momentum must be at least 0 and below 1, got 1.0", () -> new DistributedSgd(32, 0.1, 1, 0));
        assertRefused("batchSize must be at least 1, got 0", () -> new FedAvg(1, 0, 0.1, 0, 0));
    }

    private static void assertRefused(String expected, Runnable act) {
        assertEquals(expected, assertThrows(IllegalArgumentException.class, act::run).getMessage());
    }
}
