package org.fedrange.defenses.privacy;

/**
 * The two distributions a mechanism can show with and without one unit, described by the privacy loss of an outcome: the
 * logarithm of the ratio of their probabilities.
 *
 * <pre>
 * L = ln P(x) / Q(x),  x drawn from P
 * </pre>
 *
 * <p>For the guarantee a mechanism has two pairs: the unit removed, and the unit added; epsilon is the larger of both.
 */
interface LossPair {
    /** Probability under P that the loss exceeds {@code loss}. */
    double upperP(double loss);

    /** Probability under Q that the loss exceeds {@code loss}. */
    double upperQ(double loss);

    /** A loss that is exceeded under P with a probability of at least about 1 - {@code tail}. */
    double lowest(double tail);

    /** A loss that is exceeded under P with a probability of at most about {@code tail}. */
    double highest(double tail);
}
