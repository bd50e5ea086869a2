package org.fedrange.defenses;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.fedrange.defenses.privacy.Accountant;
import org.fedrange.defenses.privacy.Calibration;
import org.fedrange.defenses.privacy.Mechanism;
import org.fedrange.defenses.privacy.Steps;
import org.fedrange.learning.Kind;
import org.jspecify.annotations.Nullable;

/**
 * How much noise, or how much privacy may be spent: the least noise where only the budget is given, a refusal where the noise given does not keep to it.
 *
 * @param noise kind of noise
 * @param noiseMultiplier its scale over the sensitivity; null where it follows from epsilon
 * @param epsilon what all rounds together may spend; null for no budget
 * @param delta probability with which epsilon may fail
 * @param accountant how rounds are added up
 */
public record Budget(Noise noise, @Nullable Double noiseMultiplier, @Nullable Double epsilon, double delta, Accountant accountant) {
    private static final Map<Asked, Double> KNOWN = new ConcurrentHashMap<>();

    public Budget {
        if (noiseMultiplier == null && epsilon == null) {
            throw new IllegalArgumentException("give noiseMultiplier, or the epsilon that all rounds together may spend");
        }
        boolean known = accountant == Accountant.RDP || (accountant == Accountant.ZCDP && noise == Noise.DISCRETE_GAUSSIAN);
        if (noise.whole() && !known) {
            throw new IllegalArgumentException(Kind.of(noise) + " noise on vectors is accounted for by "
                    + (noise == Noise.SKELLAM ? "rdp only" : "rdp and zcdp only") + "; write accountant: rdp");
        }
    }

    private record Asked(Calibration calibration, Steps steps) {}

    /**
     * The noise multiplier with which so many steps stay within the budget.
     *
     * @throws IllegalArgumentException where the one that is given does not, with what would
     */
    public double kept(double samplingRate, int steps, int units) {
        return kept(noise.mechanism(Optional.ofNullable(noiseMultiplier).orElse(1.0)), samplingRate, steps, units);
    }

    /**
     * The same for noise of which more is known.
     *
     * @param mechanism the noise, of the multiplier given, or of any where none is
     */
    double kept(Mechanism mechanism, double samplingRate, int steps, int units) {
        if (!(delta < 1.0 / units)) {
            throw new IllegalArgumentException("delta must be below one over the number of units, 1/" + units + ", got " + delta);
        }
        if (noise.whole() && samplingRate < 1) {
            throw new IllegalArgumentException("no accountant here gives credit for sampling under " + Kind.of(noise) + " noise; choose noise: gaussian, or let all take part");
        }
        if (epsilon == null) {
            return java.util.Objects.requireNonNull(noiseMultiplier);
        }
        Calibration calibration = new Calibration(accountant, epsilon, delta);
        Steps one = new Steps(mechanism, samplingRate, steps);
        if (noiseMultiplier == null) {
            return KNOWN.computeIfAbsent(new Asked(calibration, one), asked -> asked.calibration().noiseMultiplier(asked.steps()));
        }
        double spent = accountant.epsilon(java.util.List.of(one), delta);
        if (spent > epsilon) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "%d steps with noiseMultiplier %s spend epsilon %.4f, more than the budget of %s; within it are %d steps, or noiseMultiplier %.4f",
                    steps, noiseMultiplier, spent, epsilon, calibration.steps(one.withSteps(1)), calibration.noiseMultiplier(one) + 5e-5));
        }
        return noiseMultiplier;
    }
}
