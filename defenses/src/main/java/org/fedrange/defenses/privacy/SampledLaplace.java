package org.fedrange.defenses.privacy;

/**
 * The sampled Laplace mechanism with and without one unit: (1 - q) Laplace(0, b) + q Laplace(1, b) and Laplace(0, b).
 *
 * <pre>
 * unit removed:  L(x) = ln(1 - q + q exp((|x| - |x - 1|) / b)),  x drawn with the unit
 * unit added:    -L(x),  x drawn without it
 * </pre>
 *
 * @param b scale of the noise over the sensitivity
 * @param q sampling rate
 * @param added whether the unit is added
 */
record SampledLaplace(double b, double q, boolean added) implements LossPair {
    @Override
    public double upperP(double loss) {
        double x = outcome(added ? -loss : loss);
        return added ? tail(x) : with(x);
    }

    @Override
    public double upperQ(double loss) {
        double x = outcome(added ? -loss : loss);
        return added ? with(x) : tail(x);
    }

    @Override
    public double lowest(double tail) {
        return added ? -logRatio(1 / b) : logRatio(-1 / b);
    }

    @Override
    public double highest(double tail) {
        return added ? -logRatio(-1 / b) : logRatio(1 / b);
    }

    private double logRatio(double loss) {
        return StrictMath.log1p(q * StrictMath.expm1(loss));
    }

    private double with(double x) {
        return (1 - q) * tail(x) + q * tail(x - 1);
    }

    /** Probability, without the unit, of outcomes above {@code x}; where it is added, below. */
    private double tail(double x) {
        double far = added ? -x : x;
        return far >= 0 ? 0.5 * StrictMath.exp(-far / b) : 1 - 0.5 * StrictMath.exp(far / b);
    }

    /** Where L passes that value, strictly: beyond all outcomes where it never does, before all where it always has. */
    private double outcome(double loss) {
        double shifted = StrictMath.expm1(loss) + q;
        double unsampled = b * (shifted > 0 ? StrictMath.log(shifted / q) : Double.NEGATIVE_INFINITY);
        boolean above = added ? unsampled > 1 : unsampled >= 1;
        boolean below = added ? unsampled <= -1 : unsampled < -1;
        return above ? Double.POSITIVE_INFINITY : below ? Double.NEGATIVE_INFINITY : (unsampled + 1) / 2;
    }
}
