package org.fedrange.aggregation;

import java.util.List;
import org.fedrange.learning.ParameterVector;

/**
 * How updates change as the model moves, from a few steps it took: the limited-memory BFGS approximation of a Hessian, times a vector.
 *
 * <pre>
 * steps s_1, ..., s_m of the model, changes y_1, ..., y_m of the mean update;   sigma = s_m.y_m / s_m.s_m,   L_ij = s_i.y_j for i &gt; j,  D = diag(s_i.y_i)
 * H v = sigma v - [Y  sigma S] [-D  L'; L  sigma S'S]^-1 [Y'v; sigma S'v]
 * </pre>
 *
 * <p>Example: one step s = (1, 0) with y = (2, 0): sigma = 2 and H (1, 0) = (2, 0), as it was seen; H (0, 1) = (0, 2).
 *
 * <p>Source: Byrd, Nocedal, Schnabel, "Representations of Quasi-Newton Matrices and their Use in Limited Memory Methods", 1994, equation 2.17.
 */
record Curvature(List<Pair> pairs) {
    /** Of what scale numbers are, below this nothing can be told from rounding. */
    private static final double ROUNDING = 1e-12;

    Curvature {
        pairs = List.copyOf(pairs);
    }

    /** A step of the model, and by how much the mean update changed with it. */
    record Pair(ParameterVector step, ParameterVector change) {}

    /** H v; zero where the pairs say nothing. */
    double[] times(ParameterVector vector) {
        double[] v = vector.toDoubles();
        int m = pairs.size();
        double[][] s = pairs.stream().map(pair -> pair.step().toDoubles()).toArray(double[][]::new);
        double[][] y = pairs.stream().map(pair -> pair.change().toDoubles()).toArray(double[][]::new);
        double length = m == 0 ? 0 : dot(s[m - 1], s[m - 1]);
        if (length == 0) {
            return new double[v.length];
        }
        double sigma = dot(s[m - 1], y[m - 1]) / length;
        double[] p = solved(middle(s, y, sigma), sides(s, y, sigma, v));
        double[] product = new double[v.length];
        if (p.length > 0) {
            for (int k = 0; k < v.length; k++) {
                product[k] = sigma * v[k];
                for (int i = 0; i < m; i++) {
                    product[k] -= y[i][k] * p[i] + sigma * s[i][k] * p[m + i];
                }
            }
        }
        return product;
    }

    private static double[][] middle(double[][] s, double[][] y, double sigma) {
        int m = s.length;
        double[][] middle = new double[2 * m][2 * m];
        for (int i = 0; i < m; i++) {
            middle[i][i] = -dot(s[i], y[i]);
            for (int j = 0; j < m; j++) {
                middle[m + i][m + j] = sigma * dot(s[i], s[j]);
                if (i > j) {
                    middle[m + i][j] = dot(s[i], y[j]);
                    middle[j][m + i] = middle[m + i][j];
                }
            }
        }
        return middle;
    }

    private static double[] sides(double[][] s, double[][] y, double sigma, double[] v) {
        int m = s.length;
        double[] sides = new double[2 * m];
        for (int i = 0; i < m; i++) {
            sides[i] = dot(y[i], v);
            sides[m + i] = sigma * dot(s[i], v);
        }
        return sides;
    }

    /** The solution of a linear system, by elimination with the largest pivot of the column; empty where there is none. */
    private static double[] solved(double[][] a, double[] b) {
        int n = b.length;
        for (int column = 0; column < n; column++) {
            int best = column;
            double scale = 0;
            for (int row = 0; row < n; row++) {
                scale = Math.max(scale, Math.abs(a[row][column]));
                best = row > column && Math.abs(a[row][column]) > Math.abs(a[best][column]) ? row : best;
            }
            if (!(Math.abs(a[best][column]) > ROUNDING * scale)) {
                return new double[0];
            }
            swap(a, b, column, best);
            for (int row = 0; row < n; row++) {
                double factor = row == column ? 0 : a[row][column] / a[column][column];
                for (int k = column; k < n; k++) {
                    a[row][k] -= factor * a[column][k];
                }
                b[row] -= factor * b[column];
            }
        }
        for (int i = 0; i < n; i++) {
            b[i] /= a[i][i];
        }
        return b;
    }

    private static void swap(double[][] a, double[] b, int one, int other) {
        double[] row = a[one];
        a[one] = a[other];
        a[other] = row;
        double side = b[one];
        b[one] = b[other];
        b[other] = side;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }
}
