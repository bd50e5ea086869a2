package org.fedrange.attacks;

import java.util.List;
import org.fedrange.aggregation.Update;
import org.fedrange.learning.DoubleVector;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.ParameterVector;

/** Statistics of updates per coordinate, summed in double precision and in node order. */
final class Honest {
    private final List<Update> updates;
    private final double[] mean;

    Honest(List<Update> updates) {
        if (updates.isEmpty()) {
            throw new IllegalArgumentException("the attack needs updates to start from, but the adversary sees none");
        }
        this.updates = updates;
        this.mean = new double[updates.getFirst().change().size()];
        for (Update update : updates) {
            for (int k = 0; k < mean.length; k++) {
                mean[k] += update.change().get(k);
            }
        }
        for (int k = 0; k < mean.length; k++) {
            mean[k] /= updates.size();
        }
    }

    double[] mean() {
        return mean;
    }

    /** Standard deviations with n - 1 below the sum of squares; zero for a single update. */
    double[] deviation() {
        double[] deviation = new double[mean.length];
        for (Update update : updates) {
            for (int k = 0; k < mean.length; k++) {
                double distance = update.change().get(k) - mean[k];
                deviation[k] += distance * distance;
            }
        }
        for (int k = 0; k < mean.length; k++) {
            deviation[k] = updates.size() < 2 ? 0 : Math.sqrt(deviation[k] / (updates.size() - 1));
        }
        return deviation;
    }

    /** The numbers as a vector of the precision of {@code like}. */
    static ParameterVector vector(double[] values, ParameterVector like) {
        if (like instanceof DoubleVector) {
            return DoubleVector.owning(values);
        }
        float[] single = new float[values.length];
        for (int k = 0; k < single.length; k++) {
            single[k] = (float) values[k];
        }
        return FloatVector.owning(single);
    }
}
