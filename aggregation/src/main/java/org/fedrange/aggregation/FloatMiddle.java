package org.fedrange.aggregation;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * The middle of each column of single-precision rows, found for a block of columns at once. Numbers are compared as whole
 * numbers of the same order, in which -0.0 comes before 0.0: CPUs take the smaller of many of those in one instruction.
 */
final class FloatMiddle {
    private final MemorySegment[] rows;
    private final int trim;
    private final SortingNetwork network;
    private final int[][] keys;
    private final int[][] sorted;
    private final float[] rank = new float[Rows.BLOCK];
    private final MemorySegment rankBits = MemorySegment.ofArray(rank);
    private final long[] kept;

    FloatMiddle(float[][] rows, int trim) {
        this.rows = Arrays.stream(rows).map(MemorySegment::ofArray).toArray(MemorySegment[]::new);
        this.trim = trim;
        network = SortingNetwork.middle(rows.length, trim);
        keys = new int[rows.length][Rows.BLOCK];
        sorted = new int[rows.length][Rows.BLOCK];
        kept = new long[rows.length];
    }

    /** In how many columns the number of each row stayed, of the columns worked on so far. */
    long[] kept() {
        return kept.clone();
    }

    /** The mean of what stays in each of the columns {@code from} to {@code from + length}. */
    void mean(int from, int length, double[] mean) {
        for (int i = 0; i < rows.length; i++) {
            MemorySegment.copy(rows[i], ValueLayout.JAVA_INT, (long) from * Float.BYTES, keys[i], 0, length);
            swapOrder(keys[i]);
            System.arraycopy(keys[i], 0, sorted[i], 0, length);
        }
        for (SortingNetwork.Step step : network.steps()) {
            exchange(sorted[step.low()], sorted[step.high()]);
        }
        for (int i = 0; i < rows.length; i++) {
            kept[i] += length - outside(keys[i], sorted[trim], sorted[rows.length - trim - 1], length);
        }
        average(length, mean);
    }

    private void average(int length, double[] mean) {
        Arrays.fill(mean, 0);
        for (int i = trim; i < rows.length - trim; i++) {
            swapOrder(sorted[i]);
            MemorySegment.copy(sorted[i], 0, rankBits, ValueLayout.JAVA_INT, 0, length);
            add(mean, rank);
        }
        for (int k = 0; k < Rows.BLOCK; k++) {
            mean[k] /= rows.length - 2 * trim;
        }
    }

    /** From the bits of floats to whole numbers of the same order, or back: the order of negative ones is turned around. */
    private static void swapOrder(int[] keys) {
        for (int k = 0; k < Rows.BLOCK; k++) {
            keys[k] ^= (keys[k] >> 31) & Integer.MAX_VALUE;
        }
    }

    private static void exchange(int[] low, int[] high) {
        for (int k = 0; k < Rows.BLOCK; k++) {
            int a = low[k];
            int b = high[k];
            low[k] = Math.min(a, b);
            high[k] = Math.max(a, b);
        }
    }

    /** How many keys are smaller or larger than what stays, without a branch. */
    private static int outside(int[] keys, int[] smallest, int[] largest, int length) {
        int outside = 0;
        for (int k = 0; k < length; k++) {
            int moved = keys[k] ^ Math.min(Math.max(keys[k], smallest[k]), largest[k]);
            outside += (moved | -moved) >>> 31;
        }
        return outside;
    }

    private static void add(double[] sum, float[] row) {
        for (int k = 0; k < Rows.BLOCK; k++) {
            sum[k] += row[k];
        }
    }
}
