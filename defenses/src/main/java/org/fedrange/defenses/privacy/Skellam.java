package org.fedrange.defenses.privacy;

import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;

/**
 * Skellam noise, the difference of two Poisson draws, on sums of whole numbers: a sum of such draws is one again, so that shares of it add up to exactly what is accounted for.
 *
 * <pre>
 * released = sum + Skellam of variance mu = deviation^2 in each coordinate,   D = deviation / noiseMultiplier the Euclidean sensitivity in whole numbers
 * Rényi:  a D^2 / (2 mu) + min(((2 a - 1) D^2 + 6 D1) / (4 mu^2), 3 D1 / (2 mu)),   D1 the sensitivity as a sum of magnitudes, of whole numbers at most D^2
 * </pre>
 *
 * <p>Example: deviation 10 and noiseMultiplier 1 make D = 10; order 2: 2 / 2 + min((300 + 600) / 40000, 300 / 200) = 1.0225; the Gaussian has 1.
 *
 * <p>Source: Agarwal, Kairouz, Liu, "The Skellam Mechanism for Differentially Private Federated Learning", 2021, theorem 3.5 and corollary 3.6. Without credit for sampling, and by rdp only.
 */
public record Skellam(
        @Parameter(value = "standard deviation of the noise over the sensitivity", min = 1e-2, max = 1e6) double noiseMultiplier,
        @Parameter(value = "standard deviation of the noise, or less", unit = "whole numbers", min = 1, max = 1e9) double deviation)
        implements Mechanism {
    public Skellam {
        Parameters.check(Skellam.class, noiseMultiplier, deviation);
    }

    @Override
    public Skellam withNoiseMultiplier(double changed) {
        return new Skellam(changed, deviation);
    }

    @Override
    public double renyi(double order, double samplingRate) {
        double variance = deviation * deviation;
        double square = variance / (noiseMultiplier * noiseMultiplier);
        double above = Math.min(((2 * order - 1) * square + 6 * square) / (4 * variance * variance), 3 * square / (2 * variance));
        return order / (2 * noiseMultiplier * noiseMultiplier) + above;
    }

    @Override
    public LossPair removed(double samplingRate) {
        throw unknown();
    }

    @Override
    public LossPair added(double samplingRate) {
        throw unknown();
    }

    @Override
    public double epsilon(double delta) {
        throw unknown();
    }

    @Override
    public double concentrated() {
        throw unknown();
    }

    private static IllegalArgumentException unknown() {
        return new IllegalArgumentException("of skellam noise only a bound on Rényi divergences is known; write accountant: rdp");
    }
}
