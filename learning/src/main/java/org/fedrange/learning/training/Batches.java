package org.fedrange.learning.training;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Draws of examples from a stream. */
final class Batches {
    private Batches() {}

    /** {@code batchSize} different rows of {@code size}, all equally likely; all rows in order where there are no more. */
    static int[] one(int size, int batchSize, RandomGenerator stream) {
        int[] rows = rows(size);
        if (batchSize >= size) {
            return rows;
        }
        shuffle(rows, batchSize, stream);
        return Arrays.copyOf(rows, batchSize);
    }

    /** Each row with this probability, independently of all others; in order, and perhaps none. */
    static int[] poisson(int size, double rate, RandomGenerator stream) {
        int[] rows = new int[size];
        int drawn = 0;
        for (int row = 0; row < size; row++) {
            if (stream.nextDouble() < rate) {
                rows[drawn++] = row;
            }
        }
        return Arrays.copyOf(rows, drawn);
    }

    /** All rows once, in random order, in batches of {@code batchSize}; the last may be smaller. */
    static int[][] epoch(int size, int batchSize, RandomGenerator stream) {
        int[] rows = rows(size);
        shuffle(rows, size, stream);
        int[][] batches = new int[(size + batchSize - 1) / batchSize][];
        for (int i = 0; i < batches.length; i++) {
            batches[i] = Arrays.copyOfRange(rows, i * batchSize, Math.min(size, (i + 1) * batchSize));
        }
        return batches;
    }

    private static int[] rows(int size) {
        int[] rows = new int[size];
        Arrays.setAll(rows, i -> i);
        return rows;
    }

    /** Fisher and Yates, as far as the first {@code count} places. */
    private static void shuffle(int[] rows, int count, RandomGenerator stream) {
        for (int i = 0; i < count && i < rows.length - 1; i++) {
            int j = stream.nextInt(i, rows.length);
            int held = rows[i];
            rows[i] = rows[j];
            rows[j] = held;
        }
    }
}
