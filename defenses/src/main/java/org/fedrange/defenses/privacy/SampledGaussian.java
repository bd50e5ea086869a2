package org.fedrange.defenses.privacy;

/**
 * The sampled Gaussian with and without one unit: (1 - q) N(0, z^2) + q N(1, z^2) and N(0, z^2).
 *
 * <pre>
 * unit removed:  L(x) = ln(1 - q + q exp((2 x - 1) / (2 z^2))),  x drawn with the unit
 * unit added:    -L(x),  x drawn without it
 * </pre>
 *
 * @param z noise multiplier
 * @param q sampling rate
 * @param added whether the unit is added
 */
record SampledGaussian(double z, double q, boolean added) implements LossPair {
    @Override
    public double upperP(double loss) {
        return added ? without(outcome(-loss)) : with(outcome(loss));
    }

    @Override
    public double upperQ(double loss) {
        return added ? with(outcome(-loss)) : without(outcome(loss));
    }

    @Override
    public double lowest(double tail) {
        double far = z * NormalTail.beyond(tail);
        return added ? -loss(far) : loss(-far);
    }

    @Override
    public double highest(double tail) {
        double far = z * NormalTail.beyond(tail);
        return added ? -loss(-far) : loss(1 + far);
    }

    /** Probability, without the unit, of outcomes above {@code x}; where it is added, below. */
    private double without(double x) {
        return NormalTail.upper((added ? -x : x) / z);
    }

    private double with(double x) {
        return (1 - q) * without(x) + q * without(x - 1);
    }

    private double loss(double x) {
        double exponent = (2 * x - 1) / (2 * z * z);
        return exponent > 500 ? StrictMath.log(q) + exponent : StrictMath.log1p(q * StrictMath.expm1(exponent));
    }

    /** The outcome at which L has that value; minus infinity where L is larger everywhere. */
    private double outcome(double loss) {
        double shifted = StrictMath.expm1(Math.min(loss, 500)) + q;
        double logarithm = loss > 500 ? loss : shifted > 0 ? StrictMath.log(shifted) : Double.NEGATIVE_INFINITY;
        return z * z * (logarithm - StrictMath.log(q)) + 0.5;
    }
}
