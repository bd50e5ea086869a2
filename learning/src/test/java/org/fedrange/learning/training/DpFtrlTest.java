package org.fedrange.learning.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.learning.ClippingShape;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Numerics;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.model.Network;
import org.fedrange.learning.model.Softmax;
import org.junit.jupiter.api.Test;

class DpFtrlTest {
    private static final int SIZE = 40_000;

    /** One node for each one in binary: 1, 10, 11, 100, 101, 110, 111, 1000. */
    @Test
    void aRunningSumHasTheNoiseOfAsManyNodesAsItsNumberHasOnes() {
        TreeNoise tree = new TreeNoise(8, SIZE, 3, new Streams(5).of("tree"));
        for (int ones : new int[] {1, 1, 2, 1, 2, 2, 3, 1}) {
            assertEquals(9.0 * ones, variance(tree.next()), 4 * 9.0 * ones * Math.sqrt(2.0 / SIZE));
        }
    }

    /** The sums of six and seven terms share the nodes over 1 to 4 and 5 to 6; those of seven and eight share none. */
    @Test
    void runningSumsShareTheNodesThatCoverBoth() {
        TreeNoise tree = new TreeNoise(8, SIZE, 1, new Streams(6).of("tree"));
        float[][] sums = IntStream.range(0, 8).mapToObj(i -> tree.next().clone()).toArray(float[][]::new);
        assertEquals(1, variance(difference(sums[6], sums[5])), 0.03);
        // Three nodes in one, one other in the other.
        assertEquals(4, variance(difference(sums[7], sums[6])), 0.12);
    }

    @Test
    void noTermIsInMoreNodesThanTheNumberHasDigits() {
        assertArrayEquals(new int[] {1, 2, 2, 3, 4}, IntStream.of(1, 2, 3, 4, 8).map(TreeNoise::height).toArray());
    }

    private static float[] difference(float[] one, float[] other) {
        float[] difference = one.clone();
        for (int i = 0; i < one.length; i++) {
            difference[i] -= other[i];
        }
        return difference;
    }

    private static double variance(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> (double) values[i] * values[i]).sum() / values.length;
    }

    private static Examples examples(int size) {
        RandomGenerator stream = new Streams(4).of("examples");
        float[] features = new float[size * 20];
        for (int i = 0; i < features.length; i++) {
            features[i] = stream.nextFloat(-2, 2);
        }
        return new Examples(features, IntStream.range(0, size).map(i -> i % 2).toArray(), 20);
    }

    /** One batch, a bound that nobody reaches, next to no noise: a step of gradient descent. */
    @Test
    void inOneStepWithoutNoiseItIsGradientDescent() {
        Examples examples = examples(30);
        Network network = new Softmax().network(new Shape(20, 2), Numerics.PORTABLE);
        FloatVector parameters = network.initial(new Streams(1).of("initial"));
        DpFtrl training = new DpFtrl(1, 0.1, 1e3, ClippingShape.FLAT, 0.01, null, 1e-3);
        Training.Local local = training.train(network, parameters, examples, training.fresh(network), new Streams(2).of("train"));
        FloatVector gradient = network.gradient(parameters, examples, IntStream.range(0, 30).toArray()).vector();
        // The noise of the one node: 0.1 * 0.01 * 1000 / 30 in each of 42 coordinates.
        double noise = 1.0 / 30;
        assertEquals(noise, local.change().plus(0.1, gradient).norm() / Math.sqrt(42), 0.3 * noise);
        assertEquals(30, local.processed());
    }

    /**
     * Gradients cut down to next to nothing leave the noise: of the last sum, one node over all eight steps, deviation 0.5 * 8 / 30 * 2 * 1e-6 * sqrt(4). The noise of DP-SGD would be that of
     * eight steps.
     */
    @Test
    void whatIsSentHasTheNoiseOfTheLastSum() {
        Examples examples = examples(30);
        Network network = new Softmax().network(new Shape(20, 2), Numerics.PORTABLE);
        FloatVector zeros = FloatVector.zeros(42);
        double[] squares = new double[300];
        for (int i = 0; i < squares.length; i++) {
            Training.Local local = new DpFtrl(8, 0.5, 1e-6, ClippingShape.FLAT, 1e4, null, 1e-3).train(network, zeros, examples, new FedAvg.Nothing(), new Streams(i).of("train"));
            squares[i] = Math.pow(local.change().norm(), 2) / 42;
        }
        double scale = 0.5 * 8 / 30 * 1e4 * 1e-6 * 2;
        assertEquals(scale, Math.sqrt(Arrays.stream(squares).average().orElseThrow()), 0.03 * scale);
    }

    @Test
    void everyPatientCountsOnceWhateverItsBatch() {
        Examples examples = examples(30);
        Network network = new Softmax().network(new Shape(20, 2), Numerics.PORTABLE);
        FloatVector zeros = FloatVector.zeros(42);
        // So small a step that all gradients are those at the start: in eight batches or in one, their sum is the same.
        FloatVector gradient = network.gradient(zeros, examples, IntStream.range(0, 30).toArray()).vector();
        DpFtrl training = new DpFtrl(8, 1e-5, 20, ClippingShape.FLAT, 0.01, null, 1e-3);
        double[] along = IntStream.range(0, 200).mapToDouble(i -> inner((FloatVector) training.train(network, zeros, examples, new FedAvg.Nothing(), new Streams(i).of("train")).change(), gradient)).toArray();
        double expected = -8e-5 * inner(gradient, gradient);
        // A patient left out would be a thirtieth; the noise of 0.4 in sums of thirty gradients, averaged over 200 draws, is a thousandth.
        assertEquals(1, Arrays.stream(along).average().orElseThrow() / expected, 0.01);
    }

    private static double inner(FloatVector one, FloatVector other) {
        return IntStream.range(0, one.size()).mapToDouble(i -> one.get(i) * other.get(i)).sum();
    }

    @Test
    void noiseOrBudgetMustBeGiven() {
        String refused = String.valueOf(assertThrows(IllegalArgumentException.class, () -> new DpFtrl(8, 0.1, 1, ClippingShape.FLAT, null, null, 1e-5)).getMessage());
        assertTrue(refused.contains("give noiseMultiplier, or the epsilon"), refused);
    }
}
