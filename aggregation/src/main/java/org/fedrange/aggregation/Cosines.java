package org.fedrange.aggregation;

import java.util.Arrays;
import org.fedrange.learning.ParameterVector;

/** Norms of rows, and the cosines of the angles between them; a row of zeros has the cosine 0 with every row. */
final class Cosines {
    private final double[][] products;

    Cosines(Rows rows) {
        int n = rows.count;
        products = new double[n][n];
        double[][] blocks = new double[n][Rows.BLOCK];
        for (int from = 0; from < rows.columns; from += Rows.BLOCK) {
            int length = Math.min(Rows.BLOCK, rows.columns - from);
            for (int i = 0; i < n; i++) {
                rows.read(i, from, length, blocks[i]);
                for (int j = 0; j <= i; j++) {
                    products[i][j] += product(blocks[i], blocks[j], length);
                    products[j][i] = products[i][j];
                }
            }
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
        double sum = 0;
        for (int k = 0; k < length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
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
