package org.fedrange.aggregation;

import java.util.Arrays;

/**
 * Squared distances between all pairs of single-precision rows, in short runs of single-precision sums side by side, which
 * a CPU adds many at a time and always in the same order; the runs are added in double precision.
 */
final class FloatDistances {
    /** Sums side by side, and the length of one strip of a row. */
    private static final int LANES = 256;
    /** Strips of a row worked on at a time: four of them make a block that stays in a fast cache. */
    private static final int STRIPS = 4;
    /** Blocks after which the single-precision sums move to double precision: 64 terms lose less than two digits in 10 million. */
    private static final int RUN = 16;

    private final float[][] rows;
    private final int columns;
    private final float[][][] strips;
    private final float[][] sums;

    FloatDistances(float[][] rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        strips = new float[rows.length][STRIPS][LANES];
        sums = new float[rows.length * (rows.length - 1) / 2][LANES];
    }

    /** Whether a squared distance is neither so large nor so small that single-precision squares may have left their range. */
    static boolean isTrusted(double squared) {
        return squared > 1e-25 && squared < 1e38;
    }

    double[][] squared() {
        double[][] distances = new double[rows.length][rows.length];
        int width = STRIPS * LANES;
        int blocks = (columns + width - 1) / width;
        for (int block = 0; block < blocks; block++) {
            cut(block * width);
            addBlock();
            if (block % RUN == RUN - 1 || block == blocks - 1) {
                move(distances);
            }
        }
        return distances;
    }

    /** Cuts a block of all rows into strips, with zeros after the last column. */
    private void cut(int from) {
        for (int i = 0; i < rows.length; i++) {
            for (int s = 0; s < STRIPS; s++) {
                int start = Math.min(from + s * LANES, columns);
                int length = Math.min(LANES, columns - start);
                System.arraycopy(rows[i], start, strips[i][s], 0, length);
                Arrays.fill(strips[i][s], length, LANES, 0);
            }
        }
    }

    private void addBlock() {
        int pair = 0;
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < i; j++) {
                add(sums[pair++], strips[i], strips[j]);
            }
        }
    }

    private static void add(float[] sum, float[][] x, float[][] y) {
        add(sum, x[0], y[0], x[1], y[1], x[2], y[2], x[3], y[3]);
    }

    // Arrays of their own and one index: only then does the loop run in vectors.
    private static void add(
            float[] sum, float[] x0, float[] y0, float[] x1, float[] y1, float[] x2, float[] y2, float[] x3, float[] y3) {
        for (int k = 0; k < LANES; k++) {
            float a = x0[k] - y0[k];
            float b = x1[k] - y1[k];
            float c = x2[k] - y2[k];
            float d = x3[k] - y3[k];
            sum[k] += (a * a + b * b) + (c * c + d * d);
        }
    }

    private void move(double[][] distances) {
        int pair = 0;
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < i; j++) {
                distances[i][j] += total(sums[pair]);
                distances[j][i] = distances[i][j];
                Arrays.fill(sums[pair++], 0);
            }
        }
    }

    private static double total(float[] sum) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        for (int k = 0; k < LANES; k += 4) {
            a += sum[k];
            b += sum[k + 1];
            c += sum[k + 2];
            d += sum[k + 3];
        }
        return (a + b) + (c + d);
    }
}
