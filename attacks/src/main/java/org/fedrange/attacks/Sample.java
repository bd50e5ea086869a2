package org.fedrange.attacks;

import java.util.List;
import org.fedrange.aggregation.Update;
import org.fedrange.learning.DoubleVector;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.ParameterVector;

/** The updates from which an attack computes: their moments per coordinate, in double precision and summed in node order. */
record Sample(List<Update> updates) {
    /** A sample of at least one update. */
    Sample {
        if (updates.isEmpty()) {
            throw new IllegalArgumentException("the adversary sees no update to start from");
        }
        updates = List.copyOf(updates);
    }

    /** Mean of each coordinate. */
    double[] mean() {
        double[] mean = new double[updates.getFirst().change().size()];
        for (Update update : updates) {
            ParameterVector change = update.change();
            for (int k = 0; k < mean.length; k++) {
                mean[k] += change.get(k);
            }
        }
        for (int k = 0; k < mean.length; k++) {
            mean[k] /= updates.size();
        }
        return mean;
    }

    /** Standard deviation of each coordinate from the mean given, with n - 1 degrees of freedom; 0 for a single update. */
    double[] deviation(double[] mean) {
        double[] deviation = new double[mean.length];
        for (Update update : updates) {
            ParameterVector change = update.change();
            for (int k = 0; k < mean.length; k++) {
                deviation[k] += (change.get(k) - mean[k]) * (change.get(k) - mean[k]);
            }
        }
        double freedom = Math.max(1, updates.size() - 1);
        for (int k = 0; k < mean.length; k++) {
            deviation[k] = Math.sqrt(deviation[k] / freedom);
        }
        return deviation;
    }

    /** A vector of these numbers, given away, in the precision of the updates. */
    ParameterVector vector(double[] numbers) {
        return vector(numbers, updates.getFirst().change());
    }

    /** A vector of these numbers, given away, in the precision of {@code like}. */
    static ParameterVector vector(double[] numbers, ParameterVector like) {
        if (like instanceof DoubleVector) {
            return DoubleVector.owning(numbers);
        }
        float[] rounded = new float[numbers.length];
        for (int k = 0; k < rounded.length; k++) {
            rounded[k] = (float) numbers[k];
        }
        return FloatVector.owning(rounded);
    }
}
