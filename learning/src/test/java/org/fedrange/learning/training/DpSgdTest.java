package org.fedrange.learning.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.learning.ClippingShape;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Numerics;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Picture;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.model.Cnn;
import org.fedrange.learning.model.Mlp;
import org.fedrange.learning.model.Model;
import org.fedrange.learning.model.Network;
import org.fedrange.learning.model.Softmax;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DpSgdTest {
    private static Examples examples(int size, int width, int classes) {
        RandomGenerator stream = new Streams(4).of("examples");
        float[] features = new float[size * width];
        for (int i = 0; i < features.length; i++) {
            features[i] = stream.nextFloat(-2, 2);
        }
        return new Examples(features, IntStream.range(0, size).map(i -> i % classes).toArray(), width);
    }

    private static Network network(String model, Numerics numerics) {
        Model of = switch (model) {
            case "softmax" -> new Softmax();
            case "cnn" -> new Cnn(List.of(2), 3, 0, List.of(4));
            default -> new Mlp(List.of(7, 5));
        };
        return of.network(model.equals("cnn") ? new Shape(64, 3, Optional.of(new Picture(1, 8, 8))) : new Shape(64, 3), numerics);
    }

    /** Lengths and sum against gradients that are taken example by example and clipped one by one. */
    @ParameterizedTest
    @ValueSource(strings = {"softmax", "mlp", "cnn"})
    void clippedSumsAreThoseOfSingleGradients(String model) {
        Examples examples = examples(9, 64, 3);
        int[] rows = {0, 2, 3, 5, 8};
        for (Numerics numerics : Numerics.values()) {
            Network network = network(model, numerics);
            FloatVector parameters = network.initial(new Streams(1).of("initial"));
            FloatVector[] single = network.exampleGradients(parameters, examples, rows);
            double bound = Arrays.stream(single).mapToDouble(FloatVector::norm).sorted().toArray()[2];
            for (ClippingShape shape : ClippingShape.values()) {
                double[] expected = new double[parameters.size()];
                for (FloatVector gradient : single) {
                    ParameterVector clipped = shape.bounded(gradient, network.layers(), (part, parts) -> part.scaled(Math.min(1, bound / Math.sqrt(parts) / part.norm())));
                    Arrays.setAll(expected, k -> expected[k] + clipped.get(k));
                }
                float[] sum = new float[parameters.size()];
                double[] norms = new double[rows.length];
                double loss = network.clippedGradient(parameters.array(), examples, rows, bound, shape, norms, sum);
                assertArrayEquals(Arrays.stream(single).mapToDouble(FloatVector::norm).toArray(), norms, 1e-4);
                assertArrayEquals(expected, FloatVector.owning(sum).toDoubles(), 1e-4);
                assertEquals(network.gradient(parameters, examples, rows).loss(), loss, 1e-5);
            }
        }
    }

    /** With a bound that no gradient reaches and noise of almost no size, a step over everybody is a step of gradient descent. */
    @ParameterizedTest
    @EnumSource(Numerics.class)
    void withoutBoundAndNoiseItIsGradientDescent(Numerics numerics) {
        Examples examples = examples(9, 64, 3);
        Network network = network("softmax", numerics);
        FloatVector parameters = network.initial(new Streams(1).of("initial"));
        DpSgd training = new DpSgd(1, 1, 0.1, 1e3, ClippingShape.FLAT, 0.01, null, 1e-3);
        int[] all = IntStream.range(0, 9).toArray();
        FloatVector gradient = network.gradient(parameters, examples, all).vector();
        Training.Local local = training.train(network, parameters, examples, training.fresh(network), new Streams(2).of("train"));
        // The noise: 0.1 * 0.01 * 1000 / 9 in each of 195 coordinates.
        double noise = 0.1 * 10 / 9;
        double off = local.change().plus(0.1, gradient).norm() / Math.sqrt(195);
        assertEquals(noise, off, 0.25 * noise);
        assertEquals(9, local.processed());
        assertEquals(9, local.examples());
    }

    /** Each patient with the rate, independently: the number drawn is binomial, and no two patients go together. */
    @Test
    void patientsAreDrawnByPoissonSampling() {
        RandomGenerator stream = new Streams(3).of("rows");
        int[] counts = new int[50];
        int[] sizes = new int[51];
        int together = 0;
        for (int i = 0; i < 20_000; i++) {
            int[] rows = Batches.poisson(50, 0.1, stream);
            sizes[rows.length]++;
            Arrays.stream(rows).forEach(row -> counts[row]++);
            together += Arrays.binarySearch(rows, 0) >= 0 && Arrays.binarySearch(rows, 1) >= 0 ? 1 : 0;
        }
        // Each about 2,000 times, deviation 42; both of two 200 times, deviation 14; nobody at all 0.9^50 20,000 = 103 times, deviation 10.
        for (int count : counts) {
            assertEquals(2000, count, 4.5 * 42);
        }
        assertEquals(200, together, 4 * 14);
        assertEquals(103, sizes[0], 40);
        assertEquals(0, sizes[30]);
    }

    /** Nobody is drawn, and what is sent is noise of the declared scale, divided by those expected: 0.5 * 2 * 1 / (0.001 * 9). */
    @Test
    void aStepWithoutPatientsIsNoise() {
        Examples examples = examples(9, 64, 3);
        Network network = network("mlp", Numerics.PORTABLE);
        FloatVector parameters = network.initial(new Streams(1).of("initial"));
        DpSgd training = new DpSgd(1, 1e-6, 0.5, 1, ClippingShape.FLAT, 2.0, null, 1e-3);
        Training.Local local = training.train(network, parameters, examples, training.fresh(network), new Streams(2).of("train"));
        double scale = 0.5 * 2 / (1e-6 * 9);
        assertEquals(scale, local.change().norm() / Math.sqrt(parameters.size()), 0.15 * scale);
        assertEquals(0, local.processed());
        assertTrue(Double.isNaN(local.loss()));
    }

    @Test
    void noiseOrBudgetMustBeGiven() {
        String refused = String.valueOf(assertThrows(IllegalArgumentException.class, () -> new DpSgd(1, 0.1, 0.1, 1, ClippingShape.FLAT, null, null, 1e-5)).getMessage());
        assertTrue(refused.contains("give noiseMultiplier, or the epsilon"), refused);
    }
}
