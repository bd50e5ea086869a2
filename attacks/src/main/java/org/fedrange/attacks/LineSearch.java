package org.fedrange.attacks;

import java.util.function.DoubleUnaryOperator;

/**
 * The best of a number of points tried on a half-line: first in steps that double as long as they help, then in steps that shrink by a fifth.
 *
 * <p>Source: the search of Shejwalkar and Houmansadr, 2021, as in ByzFL's optimised attacks: from 0 with a first step of 10.
 */
final class LineSearch {
    static final double FIRST_STEP = 10;
    private static final double SHRINKING = 0.8;

    private LineSearch() {}

    /** The point tried at which {@code value} is largest, of equal ones the first. */
    static double best(DoubleUnaryOperator value, int evaluations) {
        return best(value, 1, evaluations);
    }

    /** The same with all steps so many times as long. */
    static double best(DoubleUnaryOperator value, double unit, int evaluations) {
        double best = 0;
        double most = value.applyAsDouble(best);
        double step = FIRST_STEP * unit;
        boolean growing = true;
        for (int left = evaluations - 1; left > 0; left--) {
            double its = value.applyAsDouble(best + step);
            boolean better = its > most;
            if (better) {
                best += step;
                most = its;
            }
            growing &= better;
            step *= growing ? 2 : SHRINKING;
        }
        return best;
    }
}
