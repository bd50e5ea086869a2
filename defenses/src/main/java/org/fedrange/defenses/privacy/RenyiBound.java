package org.fedrange.defenses.privacy;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The accountant of Rényi divergences: those of all steps add up, and the best order gives epsilon.
 *
 * <pre>
 * epsilon = min over orders a of  sum of divergences(a) + ln((a - 1) / a) - (ln delta + ln a) / (a - 1)
 * </pre>
 *
 * <p>Orders run over all numbers from 1 + 1e-4 to 1e5, first in a geometric series, then in golden sections around the best.
 *
 * <p>Source: Mironov, "Rényi Differential Privacy", 2017; the conversion is that of Canonne, Kamath, Steinke, "The Discrete
 * Gaussian for Differential Privacy", 2020, proposition 12, tighter than the first one, by which older tables were made.
 */
final class RenyiBound {
    private static final double LEAST = 1e-4;
    private static final double MOST = 1e5;

    private RenyiBound() {}

    /** An epsilon that holds. */
    static double epsilon(List<Steps> ledger, double delta) {
        if (negligible(divergence(ledger, 1 + LEAST), delta)) {
            return 0;
        }
        DoubleUnaryOperator bound = above -> epsilon(divergence(ledger, 1 + above), 1 + above, delta);
        return Math.max(0, bound.applyAsDouble(Minimum.of(bound, LEAST, MOST)));
    }

    private static double divergence(List<Steps> ledger, double order) {
        return ledger.stream().mapToDouble(steps -> steps.steps() * steps.mechanism().renyi(order, steps.samplingRate())).sum();
    }

    /** Epsilon by one order's divergence. */
    static double epsilon(double divergence, double order, double delta) {
        return divergence + StrictMath.log1p(-1 / order) - (StrictMath.log(delta) + StrictMath.log(order)) / (order - 1);
    }

    /** Epsilon of zero-concentrated differential privacy: the divergence of order a is rho a. */
    static double concentrated(double rho, double delta) {
        DoubleUnaryOperator bound = above -> epsilon(rho * (1 + above), 1 + above, delta);
        return bound.applyAsDouble(Minimum.of(bound, LEAST, MOST));
    }

    /** Whether epsilon 0 holds, by the inequality of Bretagnolle and Huber: total variation^2 <= 1 - e^-divergence. */
    private static boolean negligible(double divergence, double delta) {
        return -StrictMath.expm1(-divergence) <= delta * delta;
    }
}
