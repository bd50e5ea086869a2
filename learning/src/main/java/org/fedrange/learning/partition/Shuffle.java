package org.fedrange.learning.partition;

import java.util.random.RandomGenerator;

/** Random order. */
final class Shuffle {
    private Shuffle() {}

    /** The same rows in an order drawn from the stream, every order equally likely (Fisher and Yates). */
    static int[] of(int[] rows, RandomGenerator stream) {
        int[] shuffled = rows.clone();
        for (int i = 0; i < shuffled.length - 1; i++) {
            int j = stream.nextInt(i, shuffled.length);
            int held = shuffled[i];
            shuffled[i] = shuffled[j];
            shuffled[j] = held;
        }
        return shuffled;
    }
}
