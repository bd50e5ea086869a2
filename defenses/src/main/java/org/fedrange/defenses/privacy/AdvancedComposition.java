package org.fedrange.defenses.privacy;

import java.util.List;

/**
 * Composition that knows of each step nothing but its own epsilon and delta.
 *
 * <pre>
 * one step, sampled with rate q:  e = ln(1 + q (e^e0 - 1)),  d = q d0
 * all:  epsilon = min(sum e, sum e (e^e - 1)/(e^e + 1) + sqrt(2 ln(1/d') sum e^2)),  delta = d' + sum d
 * </pre>
 *
 * <p>The share of delta that goes to the steps is the best of nine. Source: Kairouz, Oh, Viswanath, "The Composition Theorem for
 * Differential Privacy", 2015, theorem 3.5, third form; amplification: Balle, Barthe, Gaboardi, "Privacy Amplification by
 * Subsampling", 2018.
 */
final class AdvancedComposition {
    private AdvancedComposition() {}

    static double epsilon(List<Steps> ledger, double delta) {
        double best = Double.POSITIVE_INFINITY;
        for (int tenths = 1; tenths <= 9; tenths++) {
            best = Math.min(best, epsilon(ledger, delta * tenths / 10, delta * (10 - tenths) / 10));
        }
        return best;
    }

    private static double epsilon(List<Steps> ledger, double deltaOfSteps, double deltaOfSum) {
        double steps = ledger.stream().mapToDouble(Steps::steps).sum();
        double sum = 0;
        double mean = 0;
        double squares = 0;
        for (Steps each : ledger) {
            double q = each.mechanism().present(each.samplingRate());
            double unsampled = each.mechanism().epsilon(Math.min(0.5, deltaOfSteps / steps / q));
            double epsilon = unsampled > 500 ? unsampled : StrictMath.log1p(q * StrictMath.expm1(unsampled));
            sum += each.steps() * epsilon;
            mean += each.steps() * epsilon * StrictMath.tanh(epsilon / 2);
            squares += each.steps() * epsilon * epsilon;
        }
        return Math.min(sum, mean + StrictMath.sqrt(-2 * StrictMath.log(deltaOfSum) * squares));
    }
}
