package org.fedrange.aggregation;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Sections;

/**
 * Rows in single precision, as runs have them. The costly steps are {@link FloatDistances}, {@link FloatMeans} and {@link FloatMiddle}, in plain
 * loops; many numbers take {@link LargeDistances}, {@link LargeMeans} and {@link LargeMiddle}, twice as fast once the compiler has
 * dealt with them, which takes it a second that small federations would wait for in vain.
 */
final class FloatRows extends Rows {
    /** A quarter of a block: as many sums side by side. */
    private static final int STRIP = BLOCK / 4;
    /** So many numbers in all rows are many; the number of threads or the rule must not decide, or bits would depend on them. */
    private static final long MANY = 2_000_000;

    /** Memory hands long runs of numbers over faster than short ones. */
    private static final int LONG = 16 * BLOCK;

    private final float[][] rows;

    FloatRows(ParameterVector like, float[][] rows) {
        super(rows.length, like);
        this.rows = rows;
    }

    @Override
    void read(int row, int from, int length, double[] block) {
        copy(rows[row], from, length, block);
    }

    private static void copy(float[] row, int from, int length, double[] block) {
        for (int k = 0; k < length; k++) {
            block[k] = row[from + k];
        }
    }

    /** The same steps as for any rows, four or eight at a time: each sum is loaded and stored once for all of them. */
    @Override
    void add(double[] weights, int from, int length, double[] row, double[] sum) {
        int[] used = IntStream.range(0, count).filter(i -> weights[i] != 0).toArray();
        int u = 0;
        for (; large() && u + LargeSums.ROWS <= used.length; u += LargeSums.ROWS) {
            LargeSums.add(sum, length, rows, used, u, weights, from);
        }
        for (; u + 4 <= used.length; u += 4) {
            addTimes(
                    sum, from, length, weights[used[u]], rows[used[u]], weights[used[u + 1]], rows[used[u + 1]],
                    weights[used[u + 2]], rows[used[u + 2]], weights[used[u + 3]], rows[used[u + 3]]);
        }
        for (; u < used.length; u++) {
            addTimes(sum, from, length, weights[used[u]], rows[used[u]]);
        }
    }

    // Sums are of another type than rows, which therefore cannot be the same array: only then does the loop run in vectors.
    private static void addTimes(
            double[] sum, int from, int length, double v, float[] a, double w, float[] b, double x, float[] c, double y, float[] d) {
        for (int k = 0; k < length; k++) {
            sum[k] = sum[k] + v * a[from + k] + w * b[from + k] + x * c[from + k] + y * d[from + k];
        }
    }

    private static void addTimes(double[] sum, int from, int length, double weight, float[] row) {
        for (int k = 0; k < length; k++) {
            sum[k] += weight * row[from + k];
        }
    }

    @Override
    double[] distances(Supplier<ParameterVector.Filler> points) {
        if (large()) {
            return largeDistances(points);
        }
        ParameterVector.Filler point = points.get();
        double[][] sums = new double[count][STRIP];
        double[] block = new double[BLOCK];
        double[][] strips = new double[BLOCK / STRIP][STRIP];
        float[] last = new float[BLOCK];
        for (int from = 0; from < columns; from += BLOCK) {
            int length = Math.min(BLOCK, columns - from);
            point.fill(from, length, block);
            Arrays.fill(block, length, BLOCK, 0);
            for (int strip = 0; strip < strips.length; strip++) {
                System.arraycopy(block, strip * STRIP, strips[strip], 0, STRIP);
            }
            for (int i = 0; i < count; i++) {
                if (length < BLOCK) {
                    System.arraycopy(rows[i], from, last, 0, length);
                }
                addSquares(sums[i], length < BLOCK ? last : rows[i], length < BLOCK ? 0 : from, strips[0], strips[1], strips[2], strips[3]);
            }
        }
        return Arrays.stream(sums).mapToDouble(its -> Math.sqrt(total(its))).toArray();
    }

    private double[] largeDistances(Supplier<ParameterVector.Filler> points) {
        double[] sums = new double[count];
        for (double[] section : Sections.of(columns, (from, to) -> new PointDistances(rows).squared(points.get(), from, to))) {
            Arrays.setAll(sums, i -> sums[i] + section[i]);
        }
        return Arrays.stream(sums).map(Math::sqrt).toArray();
    }

    private static void addSquares(double[] sums, float[] row, int from, double[] p, double[] q, double[] r, double[] s) {
        for (int k = 0; k < STRIP; k++) {
            double a = row[from + k] - p[k];
            double b = row[from + STRIP + k] - q[k];
            double c = row[from + 2 * STRIP + k] - r[k];
            double d = row[from + 3 * STRIP + k] - s[k];
            sums[k] += (a * a + b * b) + (c * c + d * d);
        }
    }

    @Override
    double[][] squaredDistances() {
        double[][] distances = large() ? LargeDistances.squared(rows, columns) : new FloatDistances(rows, columns).squared();
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
        if (choices.length == 1) {
            return List.of(combined(equalWeights(choices[0])));
        }
        float[][] means = large() ? LargeMeans.of(rows, columns, choices) : new FloatMeans(rows, columns).of(choices);
        return Arrays.stream(means).<ParameterVector>map(FloatVector::owning).toList();
    }

    @Override
    Middle middle(int trim) {
        if (large()) {
            return LargeMiddle.of(rows, trim, like);
        }
        FloatMiddle middle = new FloatMiddle(rows, trim);
        return new Middle(filled(middle::mean), middle.kept());
    }

    @Override
    int step() {
        return large() ? LONG : BLOCK;
    }

    private boolean large() {
        return (long) count * columns >= MANY;
    }
}
