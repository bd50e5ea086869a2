package org.fedrange.attacks.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.fedrange.learning.data.Examples;

/**
 * Between which values the features of the observer's own examples lie: what it takes for an example of the same population. Without examples of its own nothing is.
 *
 * @param least of each feature
 * @param most of each feature
 */
record FeatureRange(double[] least, double[] most) {
    /** For rounding. */
    private static final double SLACK = 1e-3;

    static FeatureRange of(Examples side) {
        double[] least = new double[side.width()];
        double[] most = new double[side.width()];
        for (int i = 0; i < side.features().length; i++) {
            int feature = i % least.length;
            least[feature] = i < least.length ? side.features()[i] : Math.min(least[feature], side.features()[i]);
            most[feature] = i < least.length ? side.features()[i] : Math.max(most[feature], side.features()[i]);
        }
        return new FeatureRange(least, most);
    }

    /** Whether all but a twentieth of the features are no further out than any of the observer's. */
    boolean holds(double[] record) {
        long beyond = IntStream.range(0, record.length).filter(j -> record[j] < least[j] - SLACK || record[j] > most[j] + SLACK).count();
        return beyond <= record.length / 20;
    }

    /** The same records, those that look like examples first, else in the order given. */
    List<double[]> likelyFirst(List<double[]> records) {
        List<double[]> likely = new ArrayList<>(records.stream().filter(this::holds).toList());
        likely.addAll(records.stream().filter(record -> !holds(record)).toList());
        return likely;
    }
}
