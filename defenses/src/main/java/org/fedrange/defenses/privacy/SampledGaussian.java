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
record SampledGaussian(double z, double q, boolean added) implements NormalPair {
    @Override
    public double farthest() {
        return 1;
    }

    @Override
    public double with(double x) {
        return (1 - q) * without(x) + q * without(x - 1);
    }

    @Override
    public double loss(double x) {
        double exponent = (2 * x - 1) / (2 * z * z);
        return exponent > 500 ? StrictMath.log(q) + exponent : StrictMath.log1p(q * StrictMath.expm1(exponent));
    }

    @Override
    public double outcome(double loss) {
        double shifted = StrictMath.expm1(Math.min(loss, 500)) + q;
        double logarithm = loss > 500 ? loss : shifted > 0 ? StrictMath.log(shifted) : Double.NEGATIVE_INFINITY;
        return z * z * (logarithm - StrictMath.log(q)) + 0.5;
    }
}
