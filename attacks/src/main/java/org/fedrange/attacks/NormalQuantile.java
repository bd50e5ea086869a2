package org.fedrange.attacks;

/** The quantile of the standard normal distribution, by Newton's steps on its distribution function. */
final class NormalQuantile {
    private NormalQuantile() {}

    /** The x below which a share {@code p} in (0, 1) lies, to about 1e-13. Example: 0.975 gives 1.959963984540. */
    static double of(double p) {
        double x = 0;
        for (int step = 0; step < 200; step++) {
            double density = StrictMath.exp(-x * x / 2) / StrictMath.sqrt(2 * StrictMath.PI);
            // Far from the root the density is small: no step is longer than 1.
            double move = Math.clamp((p - below(x)) / density, -1, 1);
            x += move;
            if (Math.abs(move) < 1e-15) {
                break;
            }
        }
        return x;
    }

    /** Share below x, by the series 1/2 + density (x + x^3/3 + x^5/15 + ...), which converges everywhere (Marsaglia, 2004). */
    private static double below(double x) {
        double term = x;
        double sum = x;
        for (int i = 3; Math.abs(term) > 1e-18 * Math.abs(sum); i += 2) {
            term *= x * x / i;
            sum += term;
        }
        return 0.5 + sum * StrictMath.exp(-x * x / 2) / StrictMath.sqrt(2 * StrictMath.PI);
    }
}
