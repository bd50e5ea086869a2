package org.fedrange.aggregation;

import jdk.incubator.vector.DoubleVector;

/**
 * Adds eight single-precision rows, each times its weight, to a sum in double precision that is read and written once for all of them. Products
 * and sums are rounded one by one and in the order of the rows, so that they are those of plain loops.
 */
final class LargeSums {
    /** Rows added at a time. */
    static final int ROWS = 8;

    private LargeSums() {}

    /** Adds the rows used from the {@code first} on, and of them the columns from {@code from} on. */
    static void add(double[] sum, int length, float[][] rows, int[] used, int first, double[] weights, int from) {
        float[] a = rows[used[first]], b = rows[used[first + 1]], c = rows[used[first + 2]], d = rows[used[first + 3]];
        float[] e = rows[used[first + 4]], f = rows[used[first + 5]], g = rows[used[first + 6]], h = rows[used[first + 7]];
        double s = weights[used[first]], t = weights[used[first + 1]], u = weights[used[first + 2]], v = weights[used[first + 3]];
        double w = weights[used[first + 4]], x = weights[used[first + 5]], y = weights[used[first + 6]], z = weights[used[first + 7]];
        int whole = Widened.SPECIES.loopBound(length);
        for (int k = 0; k < whole; k += Widened.STEP) {
            int at = from + k;
            DoubleVector.fromArray(Widened.SPECIES, sum, k)
                    .add(Widened.of(a, at).mul(s)).add(Widened.of(b, at).mul(t)).add(Widened.of(c, at).mul(u)).add(Widened.of(d, at).mul(v))
                    .add(Widened.of(e, at).mul(w)).add(Widened.of(f, at).mul(x)).add(Widened.of(g, at).mul(y)).add(Widened.of(h, at).mul(z))
                    .intoArray(sum, k);
        }
        for (int k = whole; k < length; k++) {
            for (int i = first; i < first + ROWS; i++) {
                sum[k] += weights[used[i]] * rows[used[i]][from + k];
            }
        }
    }
}
