package org.fedrange.defenses.privacy;

import org.apache.commons.math3.special.Erf;

/** The upper tail of the standard normal distribution, with full relative precision however far out. */
final class NormalTail {
    /** From here on the asymptotic series is exact to the last digits. */
    private static final double FAR = 30;

    private static final double ROOT_2 = StrictMath.sqrt(2);

    private NormalTail() {}

    /** Probability that a standard normal draw exceeds {@code x}. */
    static double upper(double x) {
        return 0.5 * Erf.erfc(x / ROOT_2);
    }

    /** Its logarithm. */
    static double logUpper(double x) {
        if (x < FAR) {
            return StrictMath.log(upper(x));
        }
        double s = 1 / (x * x);
        double series = -s * (1 - 3 * s * (1 - 5 * s * (1 - 7 * s * (1 - 9 * s))));
        return -x * x / 2 - StrictMath.log(x * StrictMath.sqrt(2 * Math.PI)) + StrictMath.log1p(series);
    }

    /** The number that a draw exceeds with probability {@code tail}, from above. */
    static double quantile(double tail) {
        double low = -40;
        double high = 40;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (upper(middle) <= tail) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /** A number that a draw exceeds with probability at most {@code tail}, from exp(-x^2 / 2) / 2. */
    static double beyond(double tail) {
        return StrictMath.sqrt(-2 * StrictMath.log(Math.min(0.5, tail) * 2));
    }
}
