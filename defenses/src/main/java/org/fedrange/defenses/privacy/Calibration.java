package org.fedrange.defenses.privacy;

import java.util.List;
import java.util.function.DoublePredicate;

/** What a budget asks for: the least noise, or the most steps. Answers are on the safe side. */
public record Calibration(Accountant accountant, double epsilon, double delta) {
    private static final double FINEST = 1e-6;
    private static final int MOST_STEPS = 100_000_000;

    public Calibration {
        if (!(epsilon > 0) || !Double.isFinite(epsilon)) {
            throw new IllegalArgumentException("epsilon must be above 0, got " + epsilon);
        }
    }

    /**
     * The smallest noise multiplier, to a relative 1e-6, with which these steps stay within the budget.
     *
     * @throws IllegalArgumentException where even the largest does not suffice
     */
    public double noiseMultiplier(Steps steps) {
        double least = steps.mechanism() instanceof Laplace ? 1e-2 : 1e-3;
        DoublePredicate within = z -> accountant.epsilon(List.of(steps.withNoiseMultiplier(z)), delta) <= epsilon;
        double high = 1;
        while (!within.test(high)) {
            high *= 2;
            if (high > 1e6) {
                throw new IllegalArgumentException("epsilon " + epsilon + " is out of reach: a noise multiplier of 1e6 is too small");
            }
        }
        double low = high / 2;
        while (low > least && within.test(low)) {
            high = low;
            low = Math.max(least, low / 2);
        }
        while (high - low > FINEST * high) {
            double middle = StrictMath.sqrt(low * high);
            if (within.test(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /** The largest number of steps within the budget; 0 where not even one is. */
    public int steps(Steps one) {
        int low = 0;
        int high = 1;
        while (high < MOST_STEPS && accountant.epsilon(List.of(one.withSteps(high)), delta) <= epsilon) {
            low = high;
            high = Math.min(MOST_STEPS, 2 * high);
        }
        while (high - low > 1) {
            int middle = low + (high - low) / 2;
            if (accountant.epsilon(List.of(one.withSteps(middle)), delta) <= epsilon) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
