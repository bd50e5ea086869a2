package org.fedrange.aggregation;

import java.util.Arrays;

/**
 * Means of several choices of single-precision rows, summed in single precision by ascending index: a choice is as long as the
 * number of nodes, too short for rounding to matter, and half as wide numbers are twice as fast.
 */
final class FloatMeans {
    private static final int BLOCK = Rows.BLOCK;

    private final float[][] rows;
    private final int columns;
    private final float[][] blocks;
    private final float[] sum = new float[BLOCK];

    FloatMeans(float[][] rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        blocks = new float[rows.length][BLOCK];
    }

    /** For each choice of rows, all choices of one length, their mean. */
    float[][] of(int[][] choices) {
        float[][] means = new float[choices.length][columns];
        for (int from = 0; from < columns; from += BLOCK) {
            int length = Math.min(BLOCK, columns - from);
            for (int i = 0; i < rows.length; i++) {
                System.arraycopy(rows[i], from, blocks[i], 0, length);
                // Divided first, no sum of finite numbers leaves the range of single precision.
                divide(blocks[i], choices[0].length);
            }
            for (int i = 0; i < choices.length; i++) {
                addAll(choices[i]);
                System.arraycopy(sum, 0, means[i], from, length);
            }
        }
        return means;
    }

    private void addAll(int[] chosen) {
        Arrays.fill(sum, 0);
        int fours = chosen.length & ~3;
        for (int c = 0; c < fours; c += 4) {
            add(sum, blocks[chosen[c]], blocks[chosen[c + 1]], blocks[chosen[c + 2]], blocks[chosen[c + 3]]);
        }
        for (int c = fours; c < chosen.length; c++) {
            add(sum, blocks[chosen[c]]);
        }
    }

    private static void add(float[] sum, float[] a, float[] b, float[] c, float[] d) {
        for (int k = 0; k < BLOCK; k++) {
            sum[k] = sum[k] + a[k] + b[k] + c[k] + d[k];
        }
    }

    private static void add(float[] sum, float[] a) {
        for (int k = 0; k < BLOCK; k++) {
            sum[k] += a[k];
        }
    }

    private static void divide(float[] row, float by) {
        for (int k = 0; k < BLOCK; k++) {
            row[k] /= by;
        }
    }
}
