package org.fedrange.simulator.data;

import java.util.Arrays;
import java.util.Optional;

/**
 * Fills missing values of a column with the mean of the observed ones, from numbers a federation can compute: each hospital sends
 * its sum and its count, nothing else.
 *
 * <pre>
 * mean = (sum_1 + ... + sum_h) / (count_1 + ... + count_h)
 * </pre>
 *
 * <p>Where more than 5 % are missing, being missing is a feature of its own: it may be no accident.
 *
 * <p>Example: hospitals observe 1, 2 and 6, -: sums 3 and 6, counts 2 and 1, mean 3.
 *
 * @param mean what is filled in
 * @param missing number of missing values
 * @param size number of values
 */
record MeanImputation(double mean, int missing, int size) {
    private static final double OFTEN = 0.05;

    /**
     * Fitted to a column.
     *
     * @param column the values; NaN where missing, not all
     * @param siteOf each value's hospital; empty where there are none
     */
    static MeanImputation of(double[] column, int[] siteOf) {
        double[] sums = new double[1 + Arrays.stream(siteOf).max().orElse(0)];
        int count = 0;
        for (int row = 0; row < column.length; row++) {
            if (!Double.isNaN(column[row])) {
                sums[siteOf.length == 0 ? 0 : siteOf[row]] += column[row];
                count++;
            }
        }
        double sum = 0;
        for (double each : sums) {
            sum += each;
        }
        return new MeanImputation(sum / count, column.length - count, column.length);
    }

    /** Whether being missing is a feature of its own. */
    boolean often() {
        return missing > OFTEN * size;
    }

    /** Adds a column, filled, and where values are often missing, which they are. */
    void addTo(FeatureTable features, String name, double[] column) {
        features.add(name, Arrays.stream(column).map(value -> Double.isNaN(value) ? mean : value).toArray());
        if (often()) {
            features.add(name + " missing", Arrays.stream(column).map(value -> Double.isNaN(value) ? 1 : 0).toArray());
        }
    }

    /** What a reader of the results must know; empty where nothing is missing. */
    Optional<String> note(String name) {
        if (missing == 0) {
            return Optional.empty();
        }
        return Optional.of(name + ": " + missing + " of " + size + " values missing, filled with the mean of the observed ones over "
                + "all hospitals, taken before any folds are made" + (often() ? "; a feature of its own says where" : ""));
    }
}
