package org.fedrange.defenses.privacy;

import java.util.function.DoubleUnaryOperator;

/** The place of a function's minimum on positive numbers: the best of a geometric series, then golden sections around it. */
final class Minimum {
    private static final double RATIO = 1.3;
    private static final double GOLDEN = (StrictMath.sqrt(5) - 1) / 2;
    private static final int SECTIONS = 40;
    /** So many worse ones in a row, and the series ends. */
    private static final int PATIENCE = 15;

    private Minimum() {}

    /** The place between two numbers where {@code f} is smallest, as far as the series sees it. */
    static double of(DoubleUnaryOperator f, double from, double to) {
        double best = from;
        double least = Double.POSITIVE_INFINITY;
        int worse = 0;
        for (double x = from; x <= to && worse < PATIENCE; x *= RATIO) {
            double value = f.applyAsDouble(x);
            worse = value <= least || least == Double.POSITIVE_INFINITY ? 0 : worse + 1;
            if (value < least) {
                least = value;
                best = x;
            }
        }
        return refined(f, best / RATIO, best * RATIO, best, least);
    }

    private static double refined(DoubleUnaryOperator f, double from, double to, double best, double least) {
        double low = from;
        double high = to;
        for (int i = 0; i < SECTIONS && high - low > 1e-7 * high; i++) {
            double left = high - GOLDEN * (high - low);
            double right = low + GOLDEN * (high - low);
            if (f.applyAsDouble(left) <= f.applyAsDouble(right)) {
                high = right;
            } else {
                low = left;
            }
        }
        double middle = (low + high) / 2;
        return f.applyAsDouble(middle) <= least ? middle : best;
    }
}
