package org.fedrange.aggregation;

import java.util.Arrays;

/**
 * The largest eigenvalue of a symmetric matrix, and a unit vector that belongs to it: Jacobi's rotations, which are as exact as the
 * numbers and end in the same bits each time. The cost grows with the third power of the size.
 *
 * @param value the eigenvalue
 * @param vector the eigenvector
 */
record EigenPair(double value, double[] vector) {
    private static final int MOST_SWEEPS = 60;

    /** The largest of a symmetric matrix, which is left as it is. */
    static EigenPair largest(double[][] matrix) {
        int n = matrix.length;
        double[][] a = Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
        double[][] vectors = new double[n][n];
        for (int i = 0; i < n; i++) {
            vectors[i][i] = 1;
        }
        for (int sweep = 0; sweep < MOST_SWEEPS && !isDiagonal(a); sweep++) {
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    rotate(a, vectors, p, q);
                }
            }
        }
        int best = 0;
        for (int i = 1; i < n; i++) {
            best = a[i][i] > a[best][best] ? i : best;
        }
        double[] vector = new double[n];
        for (int i = 0; i < n; i++) {
            vector[i] = vectors[i][best];
        }
        return new EigenPair(a[best][best], vector);
    }

    private static boolean isDiagonal(double[][] a) {
        double outside = 0;
        double all = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                all += a[i][j] * a[i][j];
                outside += i == j ? 0 : a[i][j] * a[i][j];
            }
        }
        return outside <= 1e-32 * all;
    }

    /** Turns the plane of two axes so that the two no longer depend on one another. */
    private static void rotate(double[][] a, double[][] vectors, int p, int q) {
        if (a[p][q] == 0) {
            return;
        }
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double tangent = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double cosine = 1 / Math.sqrt(tangent * tangent + 1);
        double sine = tangent * cosine;
        for (double[] row : a) {
            turn(row, p, q, cosine, sine);
        }
        for (int k = 0; k < a.length; k++) {
            double atP = a[p][k];
            double atQ = a[q][k];
            a[p][k] = cosine * atP - sine * atQ;
            a[q][k] = sine * atP + cosine * atQ;
        }
        for (double[] row : vectors) {
            turn(row, p, q, cosine, sine);
        }
    }

    private static void turn(double[] row, int p, int q, double cosine, double sine) {
        double atP = row[p];
        double atQ = row[q];
        row[p] = cosine * atP - sine * atQ;
        row[q] = sine * atP + cosine * atQ;
    }
}
