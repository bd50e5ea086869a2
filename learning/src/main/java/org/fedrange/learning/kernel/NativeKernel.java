package org.fedrange.learning.kernel;

/** Single precision with OpenBLAS: fast, and the same bits on one kind of CPU. */
public final class NativeKernel extends FloatKernel {
    /**
     * Multiply-adds of one call: a product of few columns goes in strips of rows, whose operands stay in a fast cache and which
     * OpenBLAS multiplies without packing them first. Measured on the step of a perceptron: a fifth of a product's time.
     */
    private static final int STRIP = 1 << 19;

    /** Fewer rows to a strip are slower than no strips. */
    private static final int FEWEST_ROWS = 8;

    @Override
    public void multiply(
            Shape shapeA, Shape shapeB, int m, int n, int k, double alpha, float[] a, int atA, float[] b, int atB, double beta,
            float[] c, int atC) {
        long rowsOfStrip = STRIP / ((long) n * k);
        int strip = shapeA == Shape.PLAIN && rowsOfStrip >= FEWEST_ROWS ? (int) Math.min(rowsOfStrip, m) : m;
        for (int row = 0; row < m; row += strip) {
            OpenBlas.sgemm(
                    shapeA == Shape.TRANSPOSED, shapeB == Shape.TRANSPOSED, Math.min(strip, m - row), n, k, (float) alpha, a, atA + row * k,
                    b, atB, (float) beta, c, atC + row * n);
        }
    }

    /** Number of threads OpenBLAS would use; anything but 1 means that {@code OMP_NUM_THREADS=1} is missing. */
    public static int threads() {
        return OpenBlas.threads();
    }

    /** The kind of CPU whose kernels OpenBLAS has chosen, such as {@code SkylakeX}: on one kind the bits are the same. */
    public static String core() {
        return OpenBlas.core();
    }
}
