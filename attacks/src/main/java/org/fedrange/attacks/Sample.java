package org.fedrange.attacks;

import java.util.Arrays;
import java.util.List;
import org.fedrange.aggregation.Update;
import org.fedrange.learning.ParameterVector;

/** The updates from which an attack computes: their moments per coordinate, in double precision and summed in node order. */
record Sample(List<Update> updates) {
    private static final int BLOCK = ParameterVector.BLOCK;

    /** A sample of at least one update. */
    Sample {
        if (updates.isEmpty()) {
            throw new IllegalArgumentException("the adversary sees no update to start from");
        }
        updates = List.copyOf(updates);
    }

    /**
     * Per coordinate, {@code means} times the mean plus {@code deviations} times the standard deviation, in the precision of the
     * updates. The deviation has n - 1 degrees of freedom and is 0 for a single update.
     */
    ParameterVector combined(double means, double deviations) {
        double[][] rows = new double[updates.size()][BLOCK];
        double[] deviation = new double[BLOCK];
        return updates.getFirst().change().filled((from, length, mean) -> {
            for (int i = 0; i < rows.length; i++) {
                updates.get(i).change().read(from, length, rows[i]);
            }
            mean(rows, mean);
            if (deviations != 0) {
                deviation(rows, mean, deviation);
            }
            for (int k = 0; k < BLOCK; k++) {
                // Zero times an infinite deviation is not left to arithmetic.
                mean[k] = means * mean[k] + (deviations == 0 ? 0 : deviations * deviation[k]);
            }
        });
    }

    /** Squared Euclidean distance between each pair of updates. */
    double[][] squaredDistances() {
        double[][] distances = new double[updates.size()][updates.size()];
        for (int i = 0; i < distances.length; i++) {
            for (int j = 0; j < i; j++) {
                double distance = updates.get(i).change().minus(updates.get(j).change()).norm();
                distances[i][j] = distance * distance;
                distances[j][i] = distances[i][j];
            }
        }
        return distances;
    }

    private static void mean(double[][] rows, double[] mean) {
        Arrays.fill(mean, 0);
        for (double[] row : rows) {
            add(mean, row);
        }
        for (int k = 0; k < BLOCK; k++) {
            mean[k] /= rows.length;
        }
    }

    private static void deviation(double[][] rows, double[] mean, double[] deviation) {
        double freedom = Math.max(1, rows.length - 1);
        Arrays.fill(deviation, 0);
        for (double[] row : rows) {
            addSquares(deviation, row, mean);
        }
        for (int k = 0; k < BLOCK; k++) {
            deviation[k] = Math.sqrt(deviation[k] / freedom);
        }
    }

    private static void add(double[] sum, double[] row) {
        for (int k = 0; k < BLOCK; k++) {
            sum[k] += row[k];
        }
    }

    private static void addSquares(double[] sum, double[] row, double[] center) {
        for (int k = 0; k < BLOCK; k++) {
            double distance = row[k] - center[k];
            sum[k] += distance * distance;
        }
    }
}
