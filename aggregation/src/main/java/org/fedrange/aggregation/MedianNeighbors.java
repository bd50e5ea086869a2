package org.fedrange.aggregation;

import java.util.Arrays;

/** Per column, the mean of the numbers nearest to the median; of equally near ones those of the first rows. */
final class MedianNeighbors {
    private final Rows rows;
    private final int many;
    private final long[] kept;
    private final double[] column;
    private final double[] sorted;

    private MedianNeighbors(Rows rows, int many) {
        this.rows = rows;
        this.many = many;
        this.kept = new long[rows.count];
        this.column = new double[rows.count];
        this.sorted = new double[rows.count];
    }

    /** The mean of the {@code many} nearest, and for each row in how many columns its number is among them. */
    static Rows.Middle of(Rows rows, int many) {
        MedianNeighbors neighbors = new MedianNeighbors(rows, many);
        double[][] blocks = new double[rows.count][Rows.BLOCK];
        return new Rows.Middle(rows.filled((from, length, mean) -> {
            for (int i = 0; i < blocks.length; i++) {
                rows.read(i, from, length, blocks[i]);
            }
            for (int k = 0; k < length; k++) {
                mean[k] = neighbors.mean(blocks, k);
            }
        }), neighbors.kept);
    }

    private double mean(double[][] blocks, int k) {
        int n = rows.count;
        for (int i = 0; i < n; i++) {
            column[i] = blocks[i][k];
            sorted[i] = column[i];
        }
        Arrays.sort(sorted);
        double median = Rows.median(sorted);
        for (int i = 0; i < n; i++) {
            sorted[i] = Math.abs(column[i] - median);
        }
        Arrays.sort(sorted);
        return meanWithin(median, sorted[many - 1]);
    }

    private double meanWithin(double median, double farthest) {
        int nearer = 0;
        while (sorted[nearer] < farthest) {
            nearer++;
        }
        int atTheEdge = many - nearer;
        double sum = 0;
        for (int i = 0; i < column.length; i++) {
            double distance = Math.abs(column[i] - median);
            if (distance < farthest || (distance == farthest && atTheEdge-- > 0)) {
                sum += column[i];
                kept[i]++;
            }
        }
        return sum / many;
    }
}
