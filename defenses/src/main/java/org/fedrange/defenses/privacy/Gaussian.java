package org.fedrange.defenses.privacy;

import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;

/**
 * Normal noise on a sum to which one unit contributes at most a vector of a bounded Euclidean norm.
 *
 * <pre>
 * released = sum + N(0, (noiseMultiplier sensitivity)^2 I)
 * every unit takes part:  delta(epsilon) = F(1/(2 z) - epsilon z) - e^epsilon F(-1/(2 z) - epsilon z),  F the normal distribution
 * Rényi:                  order / (2 z^2)
 * sampled with rate q:    (1 - q) N(0, z^2) + q N(1, z^2)  against  N(0, z^2)
 * </pre>
 *
 * <p>Example: z = 1, every unit takes part once: epsilon is 4.3772 at delta 1e-5, and the Rényi divergence of order 2 is 1.
 *
 * <p>Source: Balle, Wang, "Improving the Gaussian Mechanism for Differential Privacy", 2018, theorem 8 (every unit); Mironov,
 * Talwar, Zhang, "Rényi Differential Privacy of the Sampled Gaussian Mechanism", 2019 (sampled).
 */
public record Gaussian(
        @Parameter(value = "standard deviation of the noise over the sensitivity", min = 1e-3, max = 1e6) double noiseMultiplier)
        implements Mechanism {
    public Gaussian {
        Parameters.check(Gaussian.class, noiseMultiplier);
    }

    @Override
    public Gaussian withNoiseMultiplier(double changed) {
        return new Gaussian(changed);
    }

    @Override
    public double renyi(double order, double samplingRate) {
        return samplingRate == 1
                ? order / (2 * noiseMultiplier * noiseMultiplier)
                : new SampledGaussianMoment(noiseMultiplier, samplingRate).logarithm(order) / (order - 1);
    }

    @Override
    public LossPair removed(double samplingRate) {
        return new SampledGaussian(noiseMultiplier, samplingRate, false);
    }

    @Override
    public LossPair added(double samplingRate) {
        return new SampledGaussian(noiseMultiplier, samplingRate, true);
    }

    @Override
    public double epsilon(double delta) {
        return epsilon(1 / noiseMultiplier, delta);
    }

    @Override
    public double concentrated() {
        return 1 / (2 * noiseMultiplier * noiseMultiplier);
    }

    /** The smallest epsilon where sensitivity over noise is {@code mu}, from above. */
    static double epsilon(double mu, double delta) {
        double target = StrictMath.log(delta);
        if (logDelta(mu, 0) <= target) {
            return 0;
        }
        double low = 0;
        double high = mu * mu / 2 + mu * NormalTail.beyond(delta); // where the first of the two terms alone is small enough
        while (high - low > 1e-12 * high) {
            double middle = (low + high) / 2;
            if (logDelta(mu, middle) <= target) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private static double logDelta(double mu, double epsilon) {
        double with = NormalTail.logUpper(epsilon / mu - mu / 2);
        double without = epsilon + NormalTail.logUpper(epsilon / mu + mu / 2);
        return without >= with ? Double.NEGATIVE_INFINITY : with + StrictMath.log(-StrictMath.expm1(without - with));
    }
}
