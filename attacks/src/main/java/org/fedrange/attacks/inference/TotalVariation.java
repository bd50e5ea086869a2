package org.fedrange.attacks.inference;

import org.fedrange.learning.data.Picture;

/**
 * How rough pictures are: the mean difference of neighbouring pixels, weighted.
 *
 * <p>Example: one row of pixels 0, 1, 1 with weight 0.3: 0.3 (1 + 0) / 3 = 0.1.
 *
 * @param picture how features lie in a picture
 * @param weight what it counts
 */
record TotalVariation(Picture picture, double weight) {

    /** The weighted mean; its derivative by the pixels is added to {@code slope}. */
    double of(double[] x, double[] slope) {
        double each = weight / x.length;
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            if (i % picture.width() + 1 < picture.width()) {
                sum += pair(x, i, i + 1, each, slope);
            }
            if (i / picture.width() % picture.height() + 1 < picture.height()) {
                sum += pair(x, i, i + picture.width(), each, slope);
            }
        }
        return sum;
    }

    private static double pair(double[] x, int i, int j, double each, double[] slope) {
        double difference = x[j] - x[i];
        double along = each * Math.signum(difference);
        slope[j] += along;
        slope[i] -= along;
        return each * Math.abs(difference);
    }
}
