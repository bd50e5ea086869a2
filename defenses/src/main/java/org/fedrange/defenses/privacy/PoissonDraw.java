package org.fedrange.defenses.privacy;

import java.util.random.RandomGenerator;

/**
 * Draws of the Poisson distribution with a mean of at least 10, in constant time, by transformed rejection.
 *
 * <pre>
 * k = floor((2 a / (1/2 - |u|) + b) u + mean + 0.43),  u uniform in (-1/2, 1/2);  kept by the ratio of densities, else drawn anew
 * b = 0.931 + 2.53 sqrt(mean),   a = -0.059 + 0.02483 b
 * </pre>
 *
 * <p>Exact but for the rounding of double numbers in the ratio, about 1e-12. Source: Hörmann, "The transformed rejection method for generating Poisson random variables", 1993, algorithm PTRS.
 */
final class PoissonDraw {
    private static final double LEAST = 10;

    private final double mean;
    private final double a;
    private final double b;
    private final double logInverse;
    private final double quick;

    PoissonDraw(double mean) {
        if (!(mean >= LEAST)) {
            throw new IllegalArgumentException("mean must be at least " + LEAST + ", got " + mean);
        }
        this.mean = mean;
        this.b = 0.931 + 2.53 * Math.sqrt(mean);
        this.a = -0.059 + 0.02483 * b;
        this.logInverse = StrictMath.log(1.1239 + 1.1328 / (b - 3.4));
        this.quick = 0.9277 - 3.6224 / (b - 2);
    }

    long draw(RandomGenerator stream) {
        while (true) {
            double u = stream.nextDouble() - 0.5;
            double v = 1 - stream.nextDouble();
            double edge = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / edge + b) * u + mean + 0.43);
            if (edge >= 0.07 && v <= quick) {
                return (long) k;
            }
            if (k >= 0 && (edge >= 0.013 || v <= edge)
                    && StrictMath.log(v) + logInverse - StrictMath.log(a / (edge * edge) + b) <= logProbability(k)) {
                return (long) k;
            }
        }
    }

    /** ln(e^-mean mean^k / k!), by Stirling's series, which from 10 on is exact to 1e-12, arranged so that large terms do not cancel. */
    private double logProbability(double k) {
        if (k < LEAST) {
            double sum = -mean + k * StrictMath.log(mean);
            for (int i = 2; i <= k; i++) {
                sum -= StrictMath.log(i);
            }
            return sum;
        }
        double off = (mean - k) / k;
        double series = (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / (k * k)) / (k * k)) / k;
        return k * (StrictMath.log1p(off) - off) - 0.5 * StrictMath.log(2 * Math.PI * k) - series;
    }
}
