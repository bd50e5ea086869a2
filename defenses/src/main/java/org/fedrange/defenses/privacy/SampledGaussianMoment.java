package org.fedrange.defenses.privacy;

/**
 * The moment behind the Rényi divergence of the sampled Gaussian, for every order alike.
 *
 * <pre>
 * A = E[r^order],  r(x) = 1 - q + q exp((2 x - 1) / (2 z^2)),  x ~ N(0, z^2)
 * A - 1 = integral of N(x; 0, z^2) (r^order - 1 - order (r - 1)) dx,  since E[r] = 1
 * </pre>
 *
 * <p>The integrand is positive, so that nothing cancels, and analytic, so that the trapezoidal rule on the whole line converges
 * exponentially: with the step below its error is under the rounding error. The published forms are a binomial sum for whole orders and a
 * series of alternating signs for others; both agree with this one, which needs no care with signs and always converges.
 *
 * <p>Source: Mironov, Talwar, Zhang, "Rényi Differential Privacy of the Sampled Gaussian Mechanism", 2019, whose theorem 5 says
 * that this direction is the larger one.
 *
 * @param z noise multiplier
 * @param q sampling rate
 */
record SampledGaussianMoment(double z, double q) {
    /** Beyond so many standard deviations the normal density adds nothing. */
    private static final double FAR = 12;

    /** An order whose integral takes more points is not worth trying: its divergence is huge. */
    private static final double MOST_POINTS = 2_000_000;

    /** ln A; infinite where the order is out of reach. */
    double logarithm(double order) {
        double step = Math.min(z / 4, z * z / 2);
        double from = -FAR * z;
        double points = StrictMath.ceil((order + 2 * FAR * z) / step);
        if (points > MOST_POINTS) {
            return Double.POSITIVE_INFINITY;
        }
        double largest = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (int i = 0; i <= points; i++) {
            double x = from + i * step;
            double term = logExcess(order, x) - x * x / (2 * z * z);
            if (term > largest) {
                sum = sum * StrictMath.exp(largest - term) + 1;
                largest = term;
            } else {
                sum += StrictMath.exp(term - largest);
            }
        }
        double excess = largest + StrictMath.log(sum * step / (z * StrictMath.sqrt(2 * Math.PI)));
        return excess < 30 ? StrictMath.log1p(StrictMath.exp(excess)) : excess;
    }

    /** ln(r^order - 1 - order (r - 1)). */
    private double logExcess(double order, double x) {
        double exponent = (2 * x - 1) / (2 * z * z);
        if (exponent > 30) {
            double logR = StrictMath.log(q) + exponent + StrictMath.log1p((1 - q) / q * StrictMath.exp(-exponent));
            return difference(order, logR);
        }
        double u = q * StrictMath.expm1(exponent);
        if (Math.abs(order * u) < 0.01) {
            double series = 1 + (order - 2) * u / 3 * (1 + (order - 3) * u / 4 * (1 + (order - 4) * u / 5));
            return StrictMath.log(order * (order - 1) / 2 * u * u * series);
        }
        double logPower = order * StrictMath.log1p(u);
        return logPower > 40
                ? difference(order, StrictMath.log1p(u))
                : StrictMath.log(StrictMath.expm1(logPower) - order * u);
    }

    /** ln(r^order - order r) for large r; what is left out is negligible. */
    private static double difference(double order, double logR) {
        return order * logR + StrictMath.log1p(-StrictMath.exp(StrictMath.log(order) - (order - 1) * logR));
    }
}
