package org.fedrange.aggregation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
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

    /** The same steps as for any rows, four at a time: each sum is loaded and stored once for four rows. */
    @Override
    void combine(double[] weights, int from, int length, double[] row, double[] sum) {
        int[] used = IntStream.range(0, count).filter(i -> weights[i] != 0).toArray();
        float[][] four = new float[4][BLOCK];
        Arrays.fill(sum, 0);
        int fours = used.length & ~3;
        for (int u = 0; u < fours; u += 4) {
            for (int r = 0; r < 4; r++) {
                System.arraycopy(rows[used[u + r]], from, four[r], 0, length);
            }
            addTimes(
                    sum, weights[used[u]], four[0], weights[used[u + 1]], four[1], weights[used[u + 2]], four[2], weights[used[u + 3]], four[3]);
        }
        for (int u = fours; u < used.length; u++) {
            System.arraycopy(rows[used[u]], from, four[0], 0, length);
            addTimes(sum, weights[used[u]], four[0]);
        }
    }

    // Arrays of their own and one index: only then does the loop run in vectors.
    private static void addTimes(double[] sum, double v, float[] a, double w, float[] b, double x, float[] c, double y, float[] d) {
        for (int k = 0; k < BLOCK; k++) {
            sum[k] = sum[k] + v * a[k] + w * b[k] + x * c[k] + y * d[k];
        }
    }

    private static void addTimes(double[] sum, double weight, float[] row) {
        for (int k = 0; k < BLOCK; k++) {
            sum[k] += weight * row[k];
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
