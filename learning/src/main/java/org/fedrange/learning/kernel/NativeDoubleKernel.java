package org.fedrange.learning.kernel;

/** Double precision with OpenBLAS: for derivatives of derivatives, whose differences single precision does not hold. The same bits on one kind of CPU. */
public final class NativeDoubleKernel extends DoubleKernel {
    @Override
    public void multiply(
            Shape shapeA, Shape shapeB, int m, int n, int k, double alpha, double[] a, int atA, double[] b, int atB, double beta,
            double[] c, int atC) {
        OpenBlas.dgemm(shapeA == Shape.TRANSPOSED, shapeB == Shape.TRANSPOSED, m, n, k, alpha, a, atA, b, atB, beta, c, atC);
    }
}
