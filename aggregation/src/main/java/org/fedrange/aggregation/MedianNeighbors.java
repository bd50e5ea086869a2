package org.fedrange.aggregation;

import java.util.Arrays;

/**
 * Per column, the mean of the numbers nearest to the median; of equally near ones those of the first rows. Columns are sorted many at a
 * time; from sorted numbers the farther end is dropped until as many are left as are asked for.
 */
final class MedianNeighbors {
    private static final int BLOCK = Rows.BLOCK;

    private final Rows rows;
    private final int many;
    private final SortingNetwork network;
    private final double[][] blocks;
    private final double[][] sorted;
    private final double[] medians = new double[BLOCK];
    private final double[] farthest = new double[BLOCK];
    private final int[] atTheEdge = new int[BLOCK];
    private final long[] kept;

    private MedianNeighbors(Rows rows, int many) {
        this.rows = rows;
        this.many = many;
        this.network = SortingNetwork.middle(rows.count, 0);
        this.blocks = new double[rows.count][BLOCK];
        this.sorted = new double[rows.count][BLOCK];
        this.kept = new long[rows.count];
    }

    /** The mean of the {@code many} nearest, and for each row in how many columns its number is among them. */
    static Rows.Middle of(Rows rows, int many) {
        MedianNeighbors neighbors = new MedianNeighbors(rows, many);
        return new Rows.Middle(rows.filled(neighbors::means), neighbors.kept);
    }

    private void means(int from, int length, double[] means) {
        for (int i = 0; i < blocks.length; i++) {
            rows.read(i, from, length, blocks[i]);
            System.arraycopy(blocks[i], 0, sorted[i], 0, length);
        }
        for (SortingNetwork.Step step : network.steps()) {
            exchange(sorted[step.low()], sorted[step.high()]);
        }
        for (int k = 0; k < length; k++) {
            measure(k);
        }
        Arrays.fill(atTheEdge, many);
        for (double[] block : blocks) {
            for (int k = 0; k < length; k++) {
                atTheEdge[k] -= Math.abs(block[k] - medians[k]) < farthest[k] ? 1 : 0;
            }
        }
        Arrays.fill(means, 0);
        for (int i = 0; i < blocks.length; i++) {
            kept[i] += add(blocks[i], length, means);
        }
        for (int k = 0; k < length; k++) {
            means[k] /= many;
        }
    }

    private static void exchange(double[] low, double[] high) {
        for (int k = 0; k < BLOCK; k++) {
            double a = low[k];
            double b = high[k];
            low[k] = Math.min(a, b);
            high[k] = Math.max(a, b);
        }
    }

    /** The median of a column, and how far from it the last of the nearest is. */
    private void measure(int k) {
        int n = sorted.length;
        double median = n % 2 == 1 ? sorted[n / 2][k] : (sorted[n / 2 - 1][k] + sorted[n / 2][k]) / 2;
        int first = 0;
        int last = n - 1;
        while (last - first >= many) {
            if (median - sorted[first][k] > sorted[last][k] - median) {
                first++;
            } else {
                last--;
            }
        }
        medians[k] = median;
        farthest[k] = Math.max(Math.abs(sorted[first][k] - median), Math.abs(sorted[last][k] - median));
    }

    /** Adds those numbers of a row that are near enough; answers how many. */
    private int add(double[] block, int length, double[] sums) {
        int near = 0;
        for (int k = 0; k < length; k++) {
            double distance = Math.abs(block[k] - medians[k]);
            if (distance < farthest[k] || (distance == farthest[k] && atTheEdge[k]-- > 0)) {
                sums[k] += block[k];
                near++;
            }
        }
        return near;
    }
}
