package org.fedrange.learning.kernel;

/** Single precision with OpenBLAS: fast, and the same bits on one kind of CPU. */
public final class NativeKernel extends FloatKernel {
    @Override
    public void multiply(
            Shape shapeA, Shape shapeB, int m, int n, int k, double alpha, float[] a, int atA, float[] b, int atB, double beta,
            float[] c, int atC) {
        OpenBlas.sgemm(
                shapeA == Shape.TRANSPOSED, shapeB == Shape.TRANSPOSED, m, n, k, (float) alpha, a, atA, b, atB, (float) beta, c, atC);
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
