package org.fedrange.aggregation;

/** Inner products of points about their mean, from nothing but their distances: what spectral rules need, whatever the dimension. */
final class Scatter {
    private Scatter() {}

    /**
     * Products about the weighted mean.
     *
     * <pre>
     * (x_i - m) . (x_j - m) = (r_i + r_j - D_ij - R) / 2,   m = sum_i w_i x_i,   r_i = sum_j w_j D_ij,   R = sum_i w_i r_i
     * </pre>
     *
     * @param squaredDistances between each pair of points
     * @param weights that add up to 1
     */
    static double[][] products(double[][] squaredDistances, double[] weights) {
        int n = weights.length;
        double[] byRow = new double[n];
        double all = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                byRow[i] += weights[j] * squaredDistances[i][j];
            }
            all += weights[i] * byRow[i];
        }
        double[][] products = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                products[i][j] = (byRow[i] + byRow[j] - squaredDistances[i][j] - all) / 2;
            }
        }
        return products;
    }

    /** Products about the mean of some of the points. */
    static double[][] products(double[][] squaredDistances, int[] chosen, int many) {
        double[][] distances = new double[many][many];
        double[] weights = new double[many];
        for (int i = 0; i < many; i++) {
            weights[i] = 1.0 / many;
            for (int j = 0; j < many; j++) {
                distances[i][j] = squaredDistances[chosen[i]][chosen[j]];
            }
        }
        return products(distances, weights);
    }
}
