package org.fedrange.aggregation;

import java.util.Arrays;
import java.util.List;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.ParameterVector;

/** Rows in single precision, as runs have them; the costly steps are {@link FloatDistances}, {@link FloatMeans} and {@link FloatMiddle}. */
final class FloatRows extends Rows {
    private final float[][] rows;

    FloatRows(ParameterVector like, float[][] rows) {
        super(rows.length, like);
        this.rows = rows;
    }

    @Override
    void read(int row, int from, int length, double[] block) {
        float[] values = rows[row];
        for (int k = 0; k < length; k++) {
            block[k] = values[from + k];
        }
    }

    @Override
    double[][] squaredDistances() {
        double[][] distances = new FloatDistances(rows, columns).squared();
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < i; j++) {
                // Equal rows are common, as colluders send them, and quickly told from rows that are too close.
                if (!FloatDistances.isTrusted(distances[i][j]) && !Arrays.equals(rows[i], rows[j])) {
                    distances[i][j] = squaredDistance(i, j);
                    distances[j][i] = distances[i][j];
                }
            }
        }
        return distances;
    }

    @Override
    List<ParameterVector> meansOf(int[][] choices) {
        return Arrays.stream(new FloatMeans(rows, columns).of(choices)).<ParameterVector>map(FloatVector::owning).toList();
    }

    @Override
    Middle middle(int trim) {
        FloatMiddle middle = new FloatMiddle(rows, trim);
        ParameterVector mean = filled(middle::mean);
        return new Middle(mean, middle.kept());
    }
}
