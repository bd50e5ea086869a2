package org.fedrange.defenses.privacy;

/**
 * Normal noise of deviation z with and without something below it that only ever pushes upward: the loss of an outcome, L(x), rises with it.
 *
 * <pre>
 * removed:  L(x),  x drawn with what is protected
 * added:    -L(x),  x drawn without it
 * </pre>
 */
sealed interface NormalPair extends LossPair permits SampledGaussian, SampledGroup {
    /** Deviation of the noise over what one unit can change. */
    double z();

    /** Whether what is protected is added. */
    boolean added();

    /** How far it can push at most. */
    double farthest();

    /** Probability, with it, of outcomes above {@code x}; where it is added, below. */
    double with(double x);

    /** L of an outcome. */
    double loss(double x);

    /** The outcome at which L has that value; minus infinity where L is larger everywhere. */
    double outcome(double loss);

    /** Probability, without it, of outcomes above {@code x}; where it is added, below. */
    default double without(double x) {
        return NormalTail.upper((added() ? -x : x) / z());
    }

    @Override
    default double upperP(double loss) {
        return added() ? without(outcome(-loss)) : with(outcome(loss));
    }

    @Override
    default double upperQ(double loss) {
        return added() ? with(outcome(-loss)) : without(outcome(loss));
    }

    @Override
    default double lowest(double tail) {
        double far = z() * NormalTail.beyond(tail);
        return added() ? -loss(far) : loss(-far);
    }

    @Override
    default double highest(double tail) {
        double far = z() * NormalTail.beyond(tail);
        return added() ? -loss(-far) : loss(farthest() + far);
    }
}
