package org.fedrange.learning.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Numerics;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Picture;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.kernel.Activation;
import org.fedrange.learning.kernel.Convolution;
import org.fedrange.learning.kernel.DoubleKernel;
import org.fedrange.learning.kernel.FloatKernel;
import org.fedrange.learning.kernel.Frame;
import org.fedrange.learning.kernel.NativeKernel;
import org.fedrange.learning.kernel.PortableKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConvolutionalTest {
    /** A model and the data it is tried on. */
    record Case(LayeredModel model, Shape shape) {
        Classifier<double[]> inDouble() {
            return model.classifier(shape, new DoubleKernel());
        }
    }

    /** One and two channels in, odd sides whose last row and column fill no window, borders, one and two convolutions, strides and sigmoids, sequences. */
    static List<Case> cases() {
        return List.of(
                new Case(new Cnn(List.of(2), 3, 0, List.of()), picture(1, 7, 6, 3)),
                new Case(new Cnn(List.of(3, 2), 3, 1, List.of(4)), picture(2, 6, 9, 3)),
                new Case(new Lenet(2), picture(1, 12, 12, 3)),
                new Case(new LenetZhu(), picture(2, 9, 6, 3)),
                new Case(new Cnn1d(List.of(3, 2), 3, 1, List.of(5)), new Shape(9, 2)));
    }

    private static Shape picture(int channels, int height, int width, int classes) {
        return new Shape(channels * height * width, classes, Optional.of(new Picture(channels, height, width)));
    }

    /** Random parameters and examples, of which the kernels get the same numbers. */
    private static final class Batch {
        final Case its;
        final Classifier<double[]> network;
        final double[] parameters;
        final double[] features;
        final int[] labels;

        Batch(Case its, int rows, long seed) {
            RandomGenerator stream = new Streams(seed).of("test");
            this.its = its;
            network = its.inDouble();
            parameters = stream.doubles(network.parameters(), -0.5, 0.5).map(x -> (float) x).toArray();
            features = stream.doubles((long) rows * network.features(), -1, 1).map(x -> (float) x).toArray();
            labels = stream.ints(rows, 0, network.classes()).toArray();
        }

        Classifier.Batch<double[]> loaded() {
            Classifier.Batch<double[]> batch = network.batch(labels.length);
            System.arraycopy(features, 0, batch.input(), 0, features.length);
            return batch;
        }

        double loss() {
            return loaded().gradient(parameters, labels, labels.length, new double[parameters.length]);
        }

        double[] gradient() {
            double[] gradient = new double[parameters.length];
            loaded().gradient(parameters, labels, labels.length, gradient);
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

        Examples examples() {
            return new Examples(single(features), labels, network.features());
        }

        FloatVector singleParameters() {
            return FloatVector.owning(single(parameters));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theParameterGradientIsTheSlopeOfTheLoss(Case its) {
        Batch batch = new Batch(its, 3, 21);
        double[] gradient = batch.gradient();
        RandomGenerator which = new Streams(22).of("which");
        for (int tried = 0; tried < Math.min(400, 2 * gradient.length); tried++) {
            int i = which.nextInt(gradient.length);
            assertEquals(batch.slope(batch.parameters, i), gradient[i], 1e-7, "parameter " + i + ", seeds 21, 22");
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theInputGradientIsTheSlopeOfTheLoss(Case its) {
        Batch batch = new Batch(its, 3, 23);
        Classifier.Batch<double[]> loaded = batch.loaded();
        loaded.inputGradient(batch.parameters, batch.labels, 3);
        for (int i = 0; i < batch.features.length; i++) {
            assertEquals(batch.slope(batch.features, i), loaded.inputErrors()[i], 1e-7, "feature " + i + ", seed 23");
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void bothGradientsAtOnceAreThoseOfEach(Case its) {
        // Two groups of examples side by side.
        Batch batch = new Batch(its, 35, 30);
        Classifier.Batch<double[]> loaded = batch.loaded();
        double[] alone = new double[batch.parameters.length];
        loaded.gradient(batch.parameters, batch.labels, 35, alone);
        loaded.inputGradient(batch.parameters, batch.labels, 35);
        double[] byFeatures = loaded.inputErrors().clone();
        double[] both = new double[alone.length];
        loaded.bothGradients(batch.parameters, batch.labels, 35, both);
        assertArrayEquals(alone, both);
        assertArrayEquals(byFeatures, loaded.inputErrors());
    }

    /** A convolution, pooling and ReLU as they are defined, index by index, against all that the layers do for speed. */
    @ParameterizedTest
    @MethodSource("cases")
    void probabilitiesAreThoseOfTheDefinition(Case its) {
        Batch batch = new Batch(its, 35, 24);
        Classifier.Batch<double[]> loaded = batch.loaded();
        loaded.forward(batch.parameters, 35);
        Convolutional<double[]> network = (Convolutional<double[]>) batch.network;
        int classes = network.classes();
        for (int row = 0; row < 35; row++) {
            double[] expected = new Definition(network, batch.parameters)
                    .probabilities(Arrays.copyOfRange(batch.features, row * network.features(), (row + 1) * network.features()));
            for (int k = 0; k < classes; k++) {
                assertEquals(expected[k], loaded.probabilities()[row * classes + k], 1e-12, "example " + row + ", seed 24");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void singlePrecisionAgreesWithDouble(Case its) {
        // One example, some, a whole group, more than one group with a rest.
        for (int rows : new int[] {1, 5, 32, 71}) {
            Batch batch = new Batch(its, rows, 25);
            double[] expected = batch.gradient();
            for (FloatKernel kernel : List.of(new NativeKernel(), new PortableKernel())) {
                Network network = new SinglePrecisionNetwork(its.model().classifier(its.shape(), kernel));
                Network.Gradient gradient = network.gradient(batch.singleParameters(), batch.examples(), rows(rows));
                assertEquals(batch.loss(), gradient.loss(), 1e-5);
                for (int i = 0; i < expected.length; i++) {
                    assertEquals(expected[i], gradient.vector().get(i), 1e-5, kernel + " parameter " + i + " of " + rows + " rows, seed 25");
                }
                Classifier.Batch<double[]> loaded = batch.loaded();
                loaded.inputGradient(batch.parameters, batch.labels, rows);
                FloatVector byInput = network.inputGradient(batch.singleParameters(), batch.examples(), rows(rows)).vector();
                for (int i = 0; i < batch.features.length; i++) {
                    assertEquals(loaded.inputErrors()[i], byInput.get(i), 1e-5, kernel + " feature " + i + " of " + rows + " rows, seed 25");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theMeanOfExampleGradientsIsTheBatchGradient(Case its) {
        Batch batch = new Batch(its, 6, 26);
        for (Numerics numerics : Numerics.values()) {
            Network network = its.model().network(its.shape(), numerics);
            FloatVector[] each = network.exampleGradients(batch.singleParameters(), batch.examples(), rows(6));
            FloatVector all = network.gradient(batch.singleParameters(), batch.examples(), rows(6)).vector();
            for (int i = 0; i < all.size(); i++) {
                int at = i;
                assertEquals(Arrays.stream(each).mapToDouble(g -> g.get(at)).average().orElseThrow(), all.get(i), 1e-5, "seed 26");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aBatchHasTheSameBitsWhateverWentThroughBefore(Case its) {
        for (Numerics numerics : Numerics.values()) {
            Batch batch = new Batch(its, 40, 27);
            Network used = its.model().network(its.shape(), numerics);
            FloatVector first = used.gradient(batch.singleParameters(), batch.examples(), rows(40)).vector();
            used.inputGradient(batch.singleParameters(), batch.examples(), rows(40));
            used.gradient(batch.singleParameters(), batch.examples(), rows(7));
            used.probabilities(batch.singleParameters(), batch.examples());
            assertEquals(first, used.gradient(batch.singleParameters(), batch.examples(), rows(40)).vector(), numerics + ", seed 27");
        }
    }

    @Test
    void groupsOfEverySizeFitAndHaveTheBitsOfANewNetwork() {
        // Pictures too large for one product: how many rows go at once differs from size to size.
        Case clothes = new Case(new Cnn(List.of(8, 16), 5, 0, List.of(10)), picture(1, 28, 28, 10));
        Network used = clothes.model().network(clothes.shape(), Numerics.NATIVE);
        Batch batch = new Batch(clothes, 40, 29);
        used.gradient(batch.singleParameters(), batch.examples(), rows(40));
        for (int rows = 1; rows <= 33; rows++) {
            Network fresh = clothes.model().network(clothes.shape(), Numerics.NATIVE);
            FloatVector expected = fresh.gradient(batch.singleParameters(), batch.examples(), rows(rows)).vector();
            assertEquals(expected, used.gradient(batch.singleParameters(), batch.examples(), rows(rows)).vector(), rows + " rows, seed 29");
            assertEquals(fresh.inputGradient(batch.singleParameters(), batch.examples(), rows(rows)),
                    used.inputGradient(batch.singleParameters(), batch.examples(), rows(rows)), rows + " rows, seed 29");
        }
    }

    @Test
    void portableBitsAreThese() {
        // The same on every CPU: whoever changes the order of a sum changes this digest, and with it every portable run's identity.
        Batch batch = new Batch(cases().get(1), 40, 28);
        Network network = batch.its.model().network(batch.its.shape(), Numerics.PORTABLE);
        FloatVector gradient = network.gradient(batch.singleParameters(), batch.examples(), rows(40)).vector();
        assertEquals("7bb82afe78d9cd484c0daa14bca7708fa12c421354fad0e6289c54a00f6e2834", gradient.digest(), "seed 28");
    }

    @Test
    void oneConvolutionByHand() {
        // The picture [1 2 0; 0 1 3; 2 0 1], kernel [1 0; 0 -1], bias 0.5: maps of 2 x 2,
        //   1 - 1, 2 - 3          0 -1
        //   0 - 0, 1 - 1    =     0  0,  the largest 0, the first of three; with bias 0.5.
        // Two classes with weights 1 and -1 on it and no bias: scores 0.5 and -0.5, p_0 = 1 / (1 + exp(-1)) = 0.731059.
        Network network = new Cnn(List.of(1), 2, 0, List.of()).network(picture(1, 3, 3, 2), Numerics.PORTABLE);
        FloatVector parameters = FloatVector.of(1, 0, 0, -1, 0.5f, 1, -1, 0, 0);
        Examples patient = new Examples(new float[] {1, 2, 0, 0, 1, 3, 2, 0, 1}, new int[] {0}, 9);
        assertArrayEquals(new float[] {0.731059f, 0.268941f}, network.probabilities(parameters, patient), 1e-6f);
        // q = p_0 - 1 = -0.268941; by the scores (q, -q); by the weights 0.5 (q, -q); by the pooled number 2q = -0.537883, and this
        // also by the bias; by the kernel 2q times the window that was chosen, [1 2; 0 1].
        Network.Gradient gradient = network.gradient(parameters, patient, new int[] {0});
        float q = -0.2689414f;
        assertArrayEquals(
                new float[] {2 * q, 4 * q, 0, 2 * q, 2 * q, q / 2, -q / 2, q, -q}, gradient.vector().array(), 1e-6f);
        assertEquals(-Math.log(0.731059), gradient.loss(), 1e-6);
        // By the picture: 2q times the kernel, where the chosen window lies.
        assertArrayEquals(
                new float[] {2 * q, 0, 0, 0, -2 * q, 0, 0, 0, 0},
                network.inputGradient(parameters, patient, new int[] {0}).vector().array(), 1e-6f);
        // With bias -1 nothing passes: the score is 0, and only the last biases have a gradient.
        FloatVector shut = FloatVector.of(1, 0, 0, -1, -1, 1, -1, 0, 0);
        assertArrayEquals(
                new float[] {0, 0, 0, 0, 0, 0, 0, -0.5f, 0.5f}, network.gradient(shut, patient, new int[] {0}).vector().array(), 1e-6f);
    }

    @Test
    void oneConvolutionWithStrideAndSigmoidByHand() {
        // The picture [2 5 1 7; 3 1 4 2], kernel ln 3 [1 0; 0 -1], stride 2: (2 - 1) ln 3 and (1 - 2) ln 3; their sigmoids 3/4 and 1/4.
        // Two classes, the first with weights 2 and 2 on them, the second with none: scores 2 and 0, p_0 = 1 / (1 + exp(-2)).
        Convolution its = new Convolution(new Frame(1, 2, 4, 0, 0), 1, 2, 2, 1, 1, 2, Activation.SIGMOID);
        Classifier<double[]> network = new Convolutional<>(List.of(its), List.of(2), new DoubleKernel());
        Classifier.Batch<double[]> batch = network.batch(1);
        System.arraycopy(new double[] {2, 5, 1, 7, 3, 1, 4, 2}, 0, batch.input(), 0, 8);
        double k = Math.log(3);
        double[] gradient = new double[11];
        double loss = batch.bothGradients(new double[] {k, 0, 0, -k, 0, 2, 2, 0, 0, 0, 0}, new int[] {0}, 1, gradient);
        assertEquals(Math.log(1 + Math.exp(-2)), loss, 1e-12);
        // q = p_0 - 1; by each sigmoid 2q; by each sum e = 2q (3/4) (1/4), and twice that by the bias; by the kernel e times both windows,
        // [2 5; 3 1] + [1 7; 4 2].
        double q = -1 / (1 + Math.exp(2));
        double e = q * 3 / 8;
        assertArrayEquals(new double[] {3 * e, 12 * e, 7 * e, 3 * e, 2 * e, 0.75 * q, 0.25 * q, -0.75 * q, -0.25 * q, q, -q}, gradient, 1e-12);
        assertArrayEquals(new double[] {e * k, 0, e * k, 0, 0, -e * k, 0, -e * k}, batch.inputErrors(), 1e-12);
        assertEquals(Optional.empty(), network.units());
    }

    @Test
    void parametersAreCountedAndDrawnWithinTheirLayersBounds() {
        Shape clothes = picture(1, 28, 28, 10);
        Network cnn = new Cnn(List.of(20, 50), 5, 0, List.of(500)).network(clothes, Numerics.NATIVE);
        assertEquals(431_080, cnn.parameters());
        assertEquals(61_706, new Lenet(2).network(clothes, Numerics.NATIVE).parameters());
        assertEquals(13_426, new LenetZhu().network(clothes, Numerics.NATIVE).parameters());
        assertEquals(16_162, new Cnn1d(List.of(16, 32), 3, 1, List.of(64)).network(new Shape(30, 2), Numerics.NATIVE).parameters());
        FloatVector initial = cnn.initial(new Streams(3).of("initial"));
        double first = IntStream.range(0, 520).mapToDouble(i -> Math.abs(initial.get(i))).max().orElseThrow();
        double second = IntStream.range(520, 25_570).mapToDouble(i -> Math.abs(initial.get(i))).max().orElseThrow();
        assertTrue(first <= 1 / 5.0 && first > 0.99 / 5, "seed 3: " + first);
        assertTrue(second <= 1 / Math.sqrt(500) && second > 0.99 / Math.sqrt(500), "seed 3: " + second);
    }

    @Test
    void whatDoesNotFitIsRefusedWithWhatWould() {
        assertRefused("cnn needs pictures, but this data has records of 30 features", new Cnn(List.of(20, 50), 5, 0, List.of(500)), new Shape(30, 2));
        assertRefused("for records there are cnn1d, mlp and softmax", new Lenet(2), new Shape(30, 2));
        assertRefused("lenet-zhu needs pictures", new LenetZhu(), new Shape(30, 2));
        assertRefused("cnn does not fit pictures of 8 x 8: before its convolution 2, pictures of 2 x 2 are left, too little for a kernel of 5 x 5",
                new Cnn(List.of(20, 50), 5, 0, List.of(500)), picture(1, 8, 8, 10));
        assertRefused("cnn1d does not fit sequences of 2: before its convolution 2, sequences of 1 with a border of 1 is left",
                new Cnn1d(List.of(16, 32), 3, 1, List.of(64)), new Shape(2, 2));
        assertTrue(new Cnn(List.of(8, 8), 3, 1, List.of()).network(picture(1, 8, 8, 10), Numerics.PORTABLE).parameters() > 0);
        for (Runnable act : List.<Runnable>of(
                () -> new Cnn(List.of(), 5, 0, List.of()), () -> new Cnn1d(List.of(), 5, 0, List.of()), () -> new Cnn(List.of(0), 5, 0, List.of()),
                () -> new Cnn(List.of(1), 0, 0, List.of()), () -> new Lenet(-1))) {
            assertThrows(IllegalArgumentException.class, act::run);
        }
    }

    private static void assertRefused(String part, LayeredModel model, Shape shape) {
        String message = String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> model.network(shape, Numerics.PORTABLE)).getMessage());
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
