package org.fedrange.attacks.backdoor;

import java.util.Arrays;

/** Values by their rank. */
final class Rank {
    private Rank() {}

    /** The value of rank ceil(share n) among n, from the least; the least at least. */
    static double value(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        // 0.8 * 10 = 8.000000000000002 must not ask for the ninth.
        return sorted[(int) Math.max(1, Math.ceil(share * sorted.length - 1e-9)) - 1];
    }
}
