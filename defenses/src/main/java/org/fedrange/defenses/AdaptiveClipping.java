package org.fedrange.defenses;

import java.util.random.RandomGenerator;
import org.fedrange.learning.Normal;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * A bound that follows the updates' norms: it moves until the wanted share of them lies below it. The share is learnt under noise of its own, for which the sum gets
 * a little more, so that both together are as private as the declared noise on the sum alone.
 *
 * <pre>
 * b = 1/2 + (sum of (norm_i &lt;= C ? 1/2 : -1/2) + N(0, countDeviation^2)) / expected,   C' = C exp(-rate (b - quantile))
 * noise of the sum = (noiseMultiplier^-2 - (2 countDeviation)^-2)^(-1/2)
 * </pre>
 *
 * <p>Example: 3 of 4 norms are within C = 1, quantile 0.5, rate 0.2, no noise drawn: b = 0.75 and C' = exp(-0.05) = 0.951. noiseMultiplier 1 and
 * countDeviation 1: the sum gets (1 - 1/4)^(-1/2) = 1.155.
 *
 * <p>Source: Andrew, Thakkar, McMahan, Ramaswamy, "Differentially Private Learning with Adaptive Clipping", 2021, algorithm 1 and theorem 1.
 */
public record AdaptiveClipping(
        @Parameter(value = "share of updates to leave unclipped", above = 0, below = 1, byDefault = "0.5") double quantile,
        @Parameter(value = "rate at which the bound moves, as an exponent", above = 0, byDefault = "0.2") double rate,
        @Parameter(value = "standard deviation of the noise on the count", unit = "nodes", above = 0, derived = "a twentieth of those expected, at least noiseMultiplier")
                @Nullable Double countDeviation) {
    public AdaptiveClipping {
        Parameters.check(AdaptiveClipping.class, quantile, rate, countDeviation);
    }

    AdaptiveClipping resolved(double noiseMultiplier, double expected) {
        double deviation = countDeviation == null ? Math.max(expected / 20, noiseMultiplier) : countDeviation;
        if (!(2 * deviation > noiseMultiplier)) {
            throw new IllegalArgumentException("countDeviation must be above half of noiseMultiplier " + noiseMultiplier + ", got " + deviation);
        }
        return new AdaptiveClipping(quantile, rate, deviation);
    }

    private double deviation() {
        return java.util.Objects.requireNonNull(countDeviation, "countDeviation is not resolved yet");
    }

    /** The noise multiplier of the sum. */
    double rest(double noiseMultiplier) {
        return 1 / Math.sqrt(1 / (noiseMultiplier * noiseMultiplier) - 1 / (4 * deviation() * deviation()));
    }

    /** The next bound. */
    double next(double bound, int within, int beyond, double expected, RandomGenerator stream) {
        double share = 0.5 + ((within - beyond) / 2.0 + deviation() * Normal.draw(stream)) / expected;
        return bound * StrictMath.exp(-rate * (share - quantile));
    }
}
