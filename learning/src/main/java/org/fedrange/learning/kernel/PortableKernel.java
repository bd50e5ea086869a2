package org.fedrange.learning.kernel;

/**
 * Single precision in plain Java: each number of a product is summed over {@code k} in ascending order, so that the bits are
 * the same on every CPU.
 */
public final class PortableKernel extends FloatKernel {
    @Override
    public void multiply(
            Shape shapeA, Shape shapeB, int m, int n, int k, double alpha, float[] a, int atA, float[] b, int atB, double beta,
            float[] c, int atC) {
        // Rows of B are walked in order, one at a time in an array of its own: only then does the inner loop run in vectors.
        float[] rowsOfB = shapeB == Shape.PLAIN ? b : transposed(b, atB, n, k);
        int from = shapeB == Shape.PLAIN ? atB : 0;
        float[] row = new float[n];
        float[] sums = new float[n];
        for (int i = 0; i < m; i++) {
            java.util.Arrays.fill(sums, 0f);
            for (int j = 0; j < k; j++) {
                float factor = shapeA == Shape.PLAIN ? a[atA + i * k + j] : a[atA + j * m + i];
                System.arraycopy(rowsOfB, from + j * n, row, 0, n);
                addTo(sums, factor, row);
            }
            store(sums, (float) alpha, (float) beta, c, atC + i * n);
        }
    }

    private static void addTo(float[] sums, float factor, float[] row) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += factor * row[i];
        }
    }

    /** As BLAS does, {@code beta} 0 means that what was in C does not count, even if it is no number. */
    private static void store(float[] sums, float alpha, float beta, float[] c, int at) {
        for (int i = 0; i < sums.length; i++) {
            c[at + i] = beta == 0 ? alpha * sums[i] : alpha * sums[i] + beta * c[at + i];
        }
    }

    /** The {@code k x n} transpose of an {@code n x k} matrix. */
    private static float[] transposed(float[] b, int at, int n, int k) {
        float[] result = new float[n * k];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < k; j++) {
                result[j * n + i] = b[at + i * k + j];
            }
        }
        return result;
    }
}
