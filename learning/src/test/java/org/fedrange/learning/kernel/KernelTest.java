package org.fedrange.learning.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Streams;
import org.fedrange.learning.kernel.Kernel.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class KernelTest {
    static List<FloatKernel> floats() {
        return List.of(new NativeKernel(), new PortableKernel());
    }

    @ParameterizedTest
    @MethodSource("floats")
    void aProductByHand(FloatKernel kernel) {
        // [1 2; 3 4] [5 6; 7 8] = [19 22; 43 50]; twice that plus ten times [1 1; 1 1] is [48 54; 96 110].
        float[] c = {1, 1, 1, 1};
        kernel.multiply(Shape.PLAIN, Shape.PLAIN, 2, 2, 2, 2, new float[] {1, 2, 3, 4}, 0, new float[] {5, 6, 7, 8}, 0, 10, c, 0);
        assertArrayEquals(new float[] {48, 54, 96, 110}, c);
    }

    @ParameterizedTest
    @MethodSource("floats")
    void betaZeroForgetsWhatWasThere(FloatKernel kernel) {
        float[] c = {Float.NaN};
        kernel.multiply(Shape.PLAIN, Shape.PLAIN, 1, 1, 1, 1, new float[] {2}, 0, new float[] {3}, 0, 0, c, 0);
        assertArrayEquals(new float[] {6}, c);
    }

    @Test
    void everyShapeAndOffsetAgreesWithDoublePrecision() {
        for (long seed = 1; seed <= 20; seed++) {
            RandomGenerator stream = new Streams(seed).of("test");
            int m = stream.nextInt(1, 40);
            int n = stream.nextInt(1, 40);
            int k = stream.nextInt(1, 40);
            for (Shape shapeA : Shape.values()) {
                for (Shape shapeB : Shape.values()) {
                    compare("seed " + seed, stream, shapeA, shapeB, m, n, k);
                }
            }
        }
    }

    @Test
    void aProductThatGoesInStripsAgreesWithDoublePrecision() {
        // 2^19 / (40 * 500) = 26 rows to a strip: 26, 26 and 18.
        RandomGenerator stream = new Streams(3).of("test");
        for (Shape shapeB : Shape.values()) {
            compare("strips", stream, Shape.PLAIN, shapeB, 70, 40, 500);
        }
    }

    private static void compare(String seed, RandomGenerator stream, Shape shapeA, Shape shapeB, int m, int n, int k) {
        double[] a = stream.doubles(m * k + 3, -1, 1).map(x -> (float) x).toArray();
        double[] b = stream.doubles(k * n + 5, -1, 1).map(x -> (float) x).toArray();
        double[] expected = new double[m * n + 2];
        new DoubleKernel().multiply(shapeA, shapeB, m, n, k, 0.5, a, 3, b, 5, 0, expected, 2);
        double[] precise = new double[m * n + 2];
        new NativeDoubleKernel().multiply(shapeA, shapeB, m, n, k, 0.5, a, 3, b, 5, 0, precise, 2);
        assertArrayEquals(expected, precise, 1e-15 * (10 + k), seed + " " + shapeA + " " + shapeB);
        for (FloatKernel kernel : floats()) {
            float[] c = new float[m * n + 2];
            kernel.multiply(shapeA, shapeB, m, n, k, 0.5, single(a), 3, single(b), 5, 0, c, 2);
            for (int i = 0; i < c.length; i++) {
                assertEquals(expected[i], c[i], 1e-6 * (10 + k), seed + " " + kernel + " " + shapeA + " " + shapeB);
            }
        }
    }

    private static float[] single(double[] values) {
        float[] result = new float[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) values[i];
        }
        return result;
    }

    @Test
    void theNativeProductIsThatOfNd4jAndBothStayOnOneThread() {
        RandomGenerator stream = new Streams(7).of("test");
        float[] a = single(stream.doubles(32 * 784).toArray());
        float[] b = single(stream.doubles(784 * 100).toArray());
        float[] c = new float[32 * 100];
        new NativeKernel().multiply(Shape.PLAIN, Shape.PLAIN, 32, 100, 784, 1, a, 0, b, 0, 0, c, 0);
        INDArray product = Nd4j.create(a, new int[] {32, 784}).mmul(Nd4j.create(b, new int[] {784, 100}));
        assertArrayEquals(product.dup('c').data().asFloat(), c, 1e-3f);
        assertEquals(1, NativeKernel.threads(), "OMP_NUM_THREADS=1 must be set in the environment");
    }

    @ParameterizedTest
    @MethodSource("floats")
    void theSameProductHasTheSameBitsEveryTime(FloatKernel kernel) {
        RandomGenerator stream = new Streams(8).of("test");
        float[] a = single(stream.doubles(32 * 784).toArray());
        float[] b = single(stream.doubles(784 * 10).toArray());
        float[] first = new float[320];
        kernel.multiply(Shape.PLAIN, Shape.PLAIN, 32, 10, 784, 1, a, 0, b, 0, 0, first, 0);
        for (int i = 0; i < 2000; i++) {
            float[] again = new float[320 + i % 4];
            kernel.multiply(Shape.PLAIN, Shape.PLAIN, 32, 10, 784, 1, a, 0, b, 0, 0, again, i % 4);
            for (int j = 0; j < first.length; j++) {
                assertEquals(first[j], again[j + i % 4]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("floats")
    void softmaxAndItsLossByHand(FloatKernel kernel) {
        // exp(ln 3) : exp(0) = 3 : 1; the loss of class 0 is ln(4/3), its gradient (3/4 - 1, 1/4).
        float[] scores = {(float) Math.log(3), 0};
        kernel.softmax(scores, 1, 2);
        assertArrayEquals(new float[] {0.75f, 0.25f}, scores, 1e-7f);
        assertEquals(Math.log(4 / 3.0), kernel.crossEntropy(scores, new int[] {0}, 1, 2), 1e-7);
        kernel.crossEntropyGradient(scores, new int[] {0}, 1, 2, 2);
        assertArrayEquals(new float[] {-0.5f, 0.5f}, scores, 1e-6f);
    }

    @ParameterizedTest
    @MethodSource("floats")
    void softmaxOfHugeScoresStaysFinite(FloatKernel kernel) {
        float[] scores = {1e30f, -1e30f};
        kernel.softmax(scores, 1, 2);
        assertArrayEquals(new float[] {1, 0}, scores);
        assertEquals(-Math.log(Float.MIN_VALUE), kernel.crossEntropy(scores, new int[] {1}, 1, 2), 1e-9);
    }

    @ParameterizedTest
    @MethodSource("floats")
    void theRestByHand(FloatKernel kernel) {
        float[] x = {1, -2, 3, -4};
        kernel.relu(x, 4);
        assertArrayEquals(new float[] {1, 0, 3, 0}, x);
        float[] gradient = {5, 6, 7, 8};
        kernel.reluGradient(gradient, x, 4);
        assertArrayEquals(new float[] {5, 0, 7, 0}, gradient);
        float[] sums = {9, 9, 9};
        kernel.sumRows(new float[] {1, 2, 3, 4}, 2, 2, sums, 1);
        assertArrayEquals(new float[] {9, 4, 6}, sums);
        kernel.sumAlongRows(new float[] {1, 2, 3, 4}, 2, 2, sums, 1);
        assertArrayEquals(new float[] {9, 3, 7}, sums);
        float[] filled = new float[6];
        kernel.fillAlongRows(filled, 2, 3, new float[] {9, 5, 6}, 1);
        assertArrayEquals(new float[] {5, 5, 5, 6, 6, 6}, filled);
    }
}
