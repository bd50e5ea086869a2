package org.fedrange.attacks;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Draws of rows. */
final class Draw {
    private Draw() {}

    /** {@code count} different rows of {@code size}, all equally likely, in the order drawn. */
    static int[] rows(int size, int count, RandomGenerator stream) {
        int[] rows = new int[size];
        Arrays.setAll(rows, i -> i);
        for (int i = 0; i < count; i++) {
            int j = stream.nextInt(i, size);
            int held = rows[i];
            rows[i] = rows[j];
            rows[j] = held;
        }
        return Arrays.copyOf(rows, count);
    }

    /** How many of {@code size} a share is: rounded, at least one. */
    static int count(double share, int size) {
        return (int) Math.max(1, Math.round(share * size));
    }
}
