package org.fedrange.defenses.privacy;

import java.util.stream.IntStream;

/**
 * The sampled Gaussian with and without a group of units, each drawn by itself: how many of them are in a step is binomial, and at worst all pull the same way.
 *
 * <pre>
 * group removed:  sum over j of w_j N(j, z^2)  against  N(0, z^2),   w_j = k choose j q^j (1 - q)^(k - j)
 *                 L(x) = ln sum over j of w_j exp((2 j x - j^2) / (2 z^2)),  x drawn with the group;   it rises with x
 * group added:    -L(x),  x drawn without it
 * </pre>
 *
 * <p>Source: Ganesh, "Tight Group-Level DP Guarantees for DP-SGD with Sampling via Mixture of Gaussians Mechanisms", 2024, theorem 3.1.
 *
 * @param z noise multiplier
 * @param weights w_0 to w_k
 * @param added whether the group is added
 */
record SampledGroup(double z, double[] weights, boolean added) implements NormalPair {
    private static final int HALVINGS = 200;

    /** Of {@code size} units, each drawn with rate q. */
    static SampledGroup of(double z, double q, int size, boolean added) {
        double[] weights = new double[size + 1];
        double logChoose = 0;
        for (int j = 0; j <= size; j++) {
            double none = j == size ? 0 : (size - j) * StrictMath.log1p(-q);
            weights[j] = StrictMath.exp(logChoose + j * StrictMath.log(q) + none);
            logChoose += StrictMath.log(size - j) - StrictMath.log(j + 1);
        }
        return new SampledGroup(z, weights, added);
    }

    @Override
    public double farthest() {
        return weights.length - 1;
    }

    @Override
    public double with(double x) {
        return IntStream.range(0, weights.length).mapToDouble(j -> weights[j] * without(x - j)).sum();
    }

    @Override
    public double loss(double x) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < weights.length; j++) {
            largest = Math.max(largest, exponent(j, x));
        }
        double sum = 0;
        for (int j = 0; j < weights.length; j++) {
            sum += StrictMath.exp(exponent(j, x) - largest);
        }
        return largest + StrictMath.log(sum);
    }

    private double exponent(int j, double x) {
        return StrictMath.log(weights[j]) + (2 * j * x - (double) j * j) / (2 * z * z);
    }

    @Override
    public double outcome(double loss) {
        if (loss <= StrictMath.log(weights[0])) {
            return Double.NEGATIVE_INFINITY;
        }
        double low = -1;
        double high = 1;
        while (loss(low) > loss) {
            low *= 2;
        }
        while (loss(high) < loss) {
            high *= 2;
        }
        for (int i = 0; i < HALVINGS && high - low > 1e-14 * Math.max(1, Math.abs(low)); i++) {
            double middle = (low + high) / 2;
            if (loss(middle) <= loss) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
