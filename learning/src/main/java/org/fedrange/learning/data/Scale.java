package org.fedrange.learning.data;

import java.util.Arrays;
import java.util.List;

/**
 * Brings features to mean 0 and standard deviation 1 with what a federation can really compute: each hospital sends sums over its
 * training examples, first of the features, then of the squared distances from the federation's mean.
 *
 * <p>Example: hospitals with the values (1, 3) and (5): the sums 4 and 5 over 3 examples give the mean 3; the squared distances
 * 4 + 0 and 4 give the variance 8/3. A feature that never varies keeps its scale.
 *
 * @param mean what is taken from each feature
 * @param factor by what it is multiplied then
 */
record Scale(double[] mean, double[] factor) {

    /** From the hospitals' training rows, combined in node order. */
    static Scale of(Examples examples, List<int[]> hospitals) {
        long count = hospitals.stream().mapToLong(rows -> rows.length).sum();
        double[] mean = new double[examples.width()];
        for (int[] rows : hospitals) {
            add(sums(examples, rows, new double[mean.length], 1), mean, count);
        }
        double[] variance = new double[mean.length];
        for (int[] rows : hospitals) {
            add(sums(examples, rows, mean, 2), variance, count);
        }
        double[] factor = new double[mean.length];
        Arrays.setAll(factor, j -> variance[j] > 0 ? 1 / Math.sqrt(variance[j]) : 1);
        return new Scale(mean, factor);
    }

    private static double[] sums(Examples examples, int[] rows, double[] from, int power) {
        double[] sums = new double[from.length];
        for (int row : rows) {
            for (int j = 0; j < sums.length; j++) {
                double distance = examples.features()[row * sums.length + j] - from[j];
                sums[j] += power == 1 ? distance : distance * distance;
            }
        }
        return sums;
    }

    private static void add(double[] hospital, double[] all, long count) {
        for (int j = 0; j < all.length; j++) {
            all[j] += hospital[j] / count;
        }
    }

    Examples apply(Examples examples) {
        float[] features = new float[examples.features().length];
        for (int i = 0; i < features.length; i++) {
            int j = i % mean.length;
            features[i] = (float) ((examples.features()[i] - mean[j]) * factor[j]);
        }
        return new Examples(features, examples.labels(), examples.width());
    }
}
