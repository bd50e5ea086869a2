package org.fedrange.aggregation;

import java.util.Arrays;
import org.fedrange.learning.ParameterVector;

/** Norms of rows, and the cosines of the angles between them; a row of zeros has the cosine 0 with every row. */
final class Cosines {
    /** A quarter of a block: as many sums side by side. */
    private static final int STRIP = Rows.BLOCK / 4;

    private final double[][] products;

    Cosines(Rows rows) {
        int n = rows.count;
        products = new double[n][n];
        double[] block = new double[Rows.BLOCK];
        double[][][] strips = new double[n][Rows.BLOCK / STRIP][STRIP];
        double[][][] sums = new double[n][n][STRIP];
        for (int from = 0; from < rows.columns; from += Rows.BLOCK) {
            int length = Math.min(Rows.BLOCK, rows.columns - from);
            for (int i = 0; i < n; i++) {
                rows.read(i, from, length, block);
                Arrays.fill(block, length, Rows.BLOCK, 0);
                for (int strip = 0; strip < strips[i].length; strip++) {
                    System.arraycopy(block, strip * STRIP, strips[i][strip], 0, STRIP);
                }
                for (int j = 0; j <= i; j++) {
                    add(sums[i][j], strips[i], strips[j]);
                }
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                products[i][j] = Rows.total(sums[i][j]);
                products[j][i] = products[i][j];
            }
        }
    }

    private static void add(double[] sums, double[][] x, double[][] y) {
        add(sums, x[0], y[0], x[1], y[1], x[2], y[2], x[3], y[3]);
    }

    // Arrays of their own and one index: only then does the loop run in vectors.
    private static void add(
            double[] sums, double[] x0, double[] y0, double[] x1, double[] y1, double[] x2, double[] y2, double[] x3, double[] y3) {
        for (int k = 0; k < STRIP; k++) {
            sums[k] += (x0[k] * y0[k] + x1[k] * y1[k]) + (x2[k] * y2[k] + x3[k] * y3[k]);
        }
    }

    /** The cosine of each row, whose norms are known, with a vector. */
    static double[] with(ParameterVector vector, Rows rows, double[] norms) {
        if (vector.size() != rows.columns) {
            throw new IllegalArgumentException(vector + " is not of the size of the updates, " + rows.columns);
        }
        double[] cosines = new double[rows.count];
        double[] row = new double[Rows.BLOCK];
        double[] block = new double[Rows.BLOCK];
        for (int from = 0; from < rows.columns; from += Rows.BLOCK) {
            int length = Math.min(Rows.BLOCK, rows.columns - from);
            vector.read(from, length, block);
            for (int i = 0; i < rows.count; i++) {
                rows.read(i, from, length, row);
                cosines[i] += product(row, block, length);
            }
        }
        double norm = vector.norm();
        Arrays.setAll(cosines, i -> norm * norms[i] > 0 ? Math.clamp(cosines[i] / norm / norms[i], -1, 1) : 0);
        return cosines;
    }

    private static double product(double[] a, double[] b, int length) {
        // Four sums side by side: a fixed order that does not wait for each addition in turn.
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int end = length & ~3;
        for (int k = 0; k < end; k += 4) {
            s0 += a[k] * b[k];
            s1 += a[k + 1] * b[k + 1];
            s2 += a[k + 2] * b[k + 2];
            s3 += a[k + 3] * b[k + 3];
        }
        for (int k = end; k < length; k++) {
            s0 += a[k] * b[k];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /** Euclidean norm of each row. */
    double[] norms() {
        double[] norms = new double[products.length];
        Arrays.setAll(norms, i -> Math.sqrt(products[i][i]));
        return norms;
    }

    /** Between -1 and 1, whatever rounding says. */
    double between(int i, int j) {
        double lengths = Math.sqrt(products[i][i]) * Math.sqrt(products[j][j]);
        return lengths > 0 ? Math.clamp(products[i][j] / lengths, -1, 1) : 0;
    }
}
