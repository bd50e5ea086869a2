package org.fedrange.aggregation;

import java.util.Arrays;
import java.util.List;
import org.fedrange.learning.DoubleVector;
import org.fedrange.learning.ParameterVector;

/** Rows in double precision: they serve checks, so every step is the plainest there is. */
final class DoubleRows extends Rows {
    private final double[][] rows;

    DoubleRows(ParameterVector like, double[][] rows) {
        super(rows.length, like);
        this.rows = rows;
    }

    @Override
    void read(int row, int from, int length, double[] block) {
        System.arraycopy(rows[row], from, block, 0, length);
    }

    @Override
    List<ParameterVector> meansOf(int[][] choices) {
        return Arrays.stream(choices).map(this::mean).toList();
    }

    private ParameterVector mean(int[] chosen) {
        double[] mean = new double[columns];
        for (int row : chosen) {
            for (int k = 0; k < columns; k++) {
                mean[k] += rows[row][k];
            }
        }
        return DoubleVector.owning(Arrays.stream(mean).map(sum -> sum / chosen.length).toArray());
    }

    @Override
    Middle middle(int trim) {
        double[] mean = new double[columns];
        long[] kept = new long[count];
        double[] sorted = new double[count];
        for (int column = 0; column < columns; column++) {
            for (int i = 0; i < count; i++) {
                sorted[i] = rows[i][column];
            }
            // Like FloatRows, this puts -0.0 before 0.0.
            Arrays.sort(sorted);
            mean[column] = Arrays.stream(sorted, trim, count - trim).sum() / (count - 2 * trim);
            countKept(column, sorted[trim], sorted[count - trim - 1], kept);
        }
        return new Middle(DoubleVector.owning(mean), kept);
    }

    private void countKept(int column, double smallest, double largest, long[] kept) {
        for (int i = 0; i < count; i++) {
            if (Double.compare(rows[i][column], smallest) >= 0 && Double.compare(rows[i][column], largest) <= 0) {
                kept[i]++;
            }
        }
    }
}
