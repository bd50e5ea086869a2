package org.fedrange.learning.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Numerics;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.kernel.DoubleKernel;
import org.fedrange.learning.kernel.FloatKernel;
import org.fedrange.learning.kernel.NativeKernel;
import org.fedrange.learning.kernel.PortableKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FullyConnectedTest {
    private static final int ROWS = 6;

    /** Softmax, one and three hidden layers, on five features and three classes. */
    static List<List<Integer>> shapes() {
        return List.of(List.of(5, 3), List.of(5, 4, 3), List.of(5, 6, 4, 5, 3));
    }

    /** A network in double precision on random examples. */
    private static final class Case {
        final FullyConnected<double[]> net;
        final FullyConnected<double[]>.Scratch scratch;
        final double[] parameters;
        final double[] features;
        final int[] labels;

        Case(List<Integer> widths, long seed) {
            RandomGenerator stream = new Streams(seed).of("test");
            net = new FullyConnected<>(widths, new DoubleKernel());
            scratch = net.new Scratch(ROWS);
            parameters = stream.doubles(net.parameters(), -1, 1).toArray();
            features = stream.doubles(ROWS * widths.getFirst(), -1, 1).toArray();
            labels = stream.ints(ROWS, 0, widths.getLast()).toArray();
        }

        double loss() {
            System.arraycopy(features, 0, scratch.input(), 0, features.length);
            return net.gradient(parameters, labels, ROWS, scratch, new double[parameters.length]);
        }

        double[] gradient() {
            loss();
            double[] gradient = new double[parameters.length];
            net.gradient(parameters, labels, ROWS, scratch, gradient);
            return gradient;
        }

        /** The loss's slope along one number of {@code values}, by central difference. */
        double slope(double[] values, int i) {
            double step = 1e-6;
            double before = values[i];
            values[i] = before + step;
            double up = loss();
            values[i] = before - step;
            double down = loss();
            values[i] = before;
            return (up - down) / (2 * step);
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void theParameterGradientIsTheSlopeOfTheLoss(List<Integer> widths) {
        Case random = new Case(widths, 11);
        double[] gradient = random.gradient();
        for (int i = 0; i < gradient.length; i++) {
            assertEquals(random.slope(random.parameters, i), gradient[i], 1e-7, "parameter " + i + ", seed 11");
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void theInputGradientIsTheSlopeOfTheLoss(List<Integer> widths) {
        Case random = new Case(widths, 12);
        random.loss();
        random.net.inputGradient(random.parameters, random.labels, ROWS, random.scratch);
        double[] gradient = random.scratch.inputErrors().clone();
        for (int i = 0; i < gradient.length; i++) {
            assertEquals(random.slope(random.features, i), gradient[i], 1e-7, "feature " + i + ", seed 12");
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void singlePrecisionAgreesWithDouble(List<Integer> widths) {
        Case random = new Case(widths, 13);
        double[] expected = random.gradient();
        FloatVector parameters = FloatVector.owning(single(random.parameters));
        Examples examples = new Examples(single(random.features), random.labels, widths.getFirst());
        for (FloatKernel kernel : List.of(new NativeKernel(), new PortableKernel())) {
            Network network = new SinglePrecisionNetwork(new FullyConnected<>(widths, kernel));
            Network.Gradient gradient = network.gradient(parameters, examples, rows(ROWS));
            assertEquals(random.loss(), gradient.loss(), 1e-5);
            for (int i = 0; i < expected.length; i++) {
                assertEquals(expected[i], gradient.vector().get(i), 1e-5, kernel + " parameter " + i);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void theMeanOfExampleGradientsIsTheBatchGradient(List<Integer> widths) {
        Case random = new Case(widths, 14);
        FloatVector parameters = FloatVector.owning(single(random.parameters));
        Examples examples = new Examples(single(random.features), random.labels, widths.getFirst());
        Network network = new SinglePrecisionNetwork(new FullyConnected<>(widths, new PortableKernel()));
        FloatVector[] each = network.exampleGradients(parameters, examples, rows(ROWS));
        FloatVector batch = network.gradient(parameters, examples, rows(ROWS)).vector();
        for (int i = 0; i < batch.size(); i++) {
            int at = i;
            assertEquals(Arrays.stream(each).mapToDouble(g -> g.get(at)).average().orElseThrow(), batch.get(i), 1e-6);
        }
    }

    @Test
    void softmaxRegressionByHand() {
        // W = [[1, 0], [0, 1]], b = 0, x = (ln 3, 0): p = (3/4, 1/4). For class 1 the loss is ln 4, and the gradient by
        // W is (p - e_1) x' = [[3/4 ln 3, 0], [-3/4 ln 3, 0]], by b (3/4, -3/4).
        float log3 = (float) Math.log(3);
        Network network = new Softmax().network(new Shape(2, 2), Numerics.PORTABLE);
        FloatVector parameters = FloatVector.of(1, 0, 0, 1, 0, 0);
        Examples patient = new Examples(new float[] {log3, 0}, new int[] {1}, 2);
        Network.Gradient gradient = network.gradient(parameters, patient, new int[] {0});
        assertEquals(Math.log(4), gradient.loss(), 1e-6);
        assertArrayEquals(
                new float[] {0.75f * log3, 0, -0.75f * log3, 0, 0.75f, -0.75f}, gradient.vector().array(), 1e-6f);
        assertArrayEquals(new float[] {0.75f, 0.25f}, network.probabilities(parameters, patient), 1e-6f);
        // By x: W' (p - e_1) = (3/4, -3/4).
        assertArrayEquals(
                new float[] {0.75f, -0.75f}, network.inputGradient(parameters, patient, new int[] {0}).vector().array(), 1e-6f);
    }

    @Test
    void parametersAreCountedAndDrawnWithinTheirLayersBounds() {
        Network network = new Mlp(List.of(100)).network(new Shape(784, 10), Numerics.NATIVE);
        assertEquals(79_510, network.parameters());
        FloatVector initial = network.initial(new Streams(3).of("initial"));
        double largestFirst = IntStream.range(0, 78_500).mapToDouble(i -> Math.abs(initial.get(i))).max().orElseThrow();
        double largestLast = IntStream.range(78_500, 79_510).mapToDouble(i -> Math.abs(initial.get(i))).max().orElseThrow();
        assertTrue(largestFirst <= 1 / 28.0 && largestFirst > 0.99 / 28, "seed 3: " + largestFirst);
        assertTrue(largestLast <= 0.1 && largestLast > 0.098, "seed 3: " + largestLast);
        assertEquals(initial, network.initial(new Streams(3).of("initial")));
    }

    @Test
    void whatDoesNotFitIsRefusedWithBothSizes() {
        Network network = new Softmax().network(new Shape(2, 2), Numerics.PORTABLE);
        Examples patient = new Examples(new float[] {1, 2}, new int[] {1}, 2);
        assertRefused("5 parameters for a network of 6", () -> network.gradient(FloatVector.zeros(5), patient, new int[] {0}));
        Examples wide = new Examples(new float[3], new int[] {1}, 3);
        assertRefused("examples of 3 features for a network of 2", () -> network.gradient(FloatVector.zeros(6), wide, new int[] {0}));
        Examples unknown = new Examples(new float[2], new int[] {2}, 2);
        assertRefused("label 2 is not one of the classes 0 to 1", () -> network.gradient(FloatVector.zeros(6), unknown, new int[] {0}));
        assertRefused("no examples", () -> network.gradient(FloatVector.zeros(6), patient, new int[0]));
        assertRefused("kind: softmax", () -> new Mlp(List.of()));
        assertRefused("hidden may name at most 100 layers, got 101", () -> new Mlp(Collections.nCopies(101, 1)));
        assertRefused("each number of hidden must be at least 1", () -> new Mlp(List.of(4, 0)));
    }

    private static void assertRefused(String part, Runnable act) {
        String message = String.valueOf(assertThrows(IllegalArgumentException.class, act::run).getMessage());
        assertTrue(message.contains(part), message);
    }

    private static int[] rows(int count) {
        return IntStream.range(0, count).toArray();
    }

    private static float[] single(double[] values) {
        float[] result = new float[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) values[i];
        }
        return result;
    }
}
