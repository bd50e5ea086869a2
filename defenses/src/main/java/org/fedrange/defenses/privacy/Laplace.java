package org.fedrange.defenses.privacy;

import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;

/**
 * Laplace noise on a sum to which one unit contributes at most a vector of a bounded sum of magnitudes (L1 norm).
 *
 * <pre>
 * released = sum + Laplace(noiseMultiplier sensitivity) in each coordinate
 * every unit takes part, once:  epsilon = 1 / b  at delta 0;  epsilon = 1/b + 2 ln(1 - delta) where that is positive
 * Rényi:  1/(a - 1) ln(a/(2 a - 1) e^((a - 1)/b) + (a - 1)/(2 a - 1) e^(-a/b))
 * </pre>
 *
 * <p>Example: b = 2: epsilon is 0.5 for delta 0, and the Rényi divergence of order 2 is ln(2/3 e^0.5 + 1/3 e^-1) = 0.2003.
 *
 * <p>Source: Dwork, McSherry, Nissim, Smith, "Calibrating Noise to Sensitivity in Private Data Analysis", 2006; Mironov, "Rényi
 * Differential Privacy", 2017, corollary 2. A sampled step's divergence is bounded from above by a sum over narrow strips.
 */
public record Laplace(
        @Parameter(value = "scale of the noise over the sensitivity", min = 1e-2, max = 1e6) double noiseMultiplier)
        implements Mechanism {
    private static final int STRIPS = 1 << 14;

    public Laplace {
        Parameters.check(Laplace.class, noiseMultiplier);
    }

    @Override
    public Laplace withNoiseMultiplier(double changed) {
        return new Laplace(changed);
    }

    @Override
    public double renyi(double order, double samplingRate) {
        double b = noiseMultiplier;
        if (samplingRate == 1) {
            double up = StrictMath.log(order / (2 * order - 1)) + (order - 1) / b;
            double down = StrictMath.log((order - 1) / (2 * order - 1)) - order / b;
            return (up + StrictMath.log1p(StrictMath.exp(down - up))) / (order - 1);
        }
        return Math.max(moment(samplingRate, order, true), moment(samplingRate, 1 - order, false)) / (order - 1);
    }

    /** Bound on ln E[r^power] without the unit, from the largest value of each strip; {@code rising}: that is at its right end. */
    private double moment(double q, double power, boolean rising) {
        double b = noiseMultiplier;
        double largest = Math.max(power * logRatio(q, 1 / b), power * logRatio(q, -1 / b));
        double sum = 0.5 * StrictMath.exp(power * logRatio(q, -1 / b) - largest)
                + 0.5 * StrictMath.exp(-1 / b + power * logRatio(q, 1 / b) - largest);
        for (int i = 0; i < STRIPS; i++) {
            double left = (double) i / STRIPS;
            double mass = -0.5 * StrictMath.exp(-left / b) * StrictMath.expm1(-1.0 / STRIPS / b);
            double x = rising ? left + 1.0 / STRIPS : left;
            sum += mass * StrictMath.exp(power * logRatio(q, (2 * x - 1) / b) - largest);
        }
        return Math.max(0, largest + StrictMath.log(sum));
    }

    private static double logRatio(double q, double loss) {
        return StrictMath.log1p(q * StrictMath.expm1(loss));
    }

    @Override
    public LossPair removed(double samplingRate) {
        return new SampledLaplace(noiseMultiplier, samplingRate, false);
    }

    @Override
    public LossPair added(double samplingRate) {
        return new SampledLaplace(noiseMultiplier, samplingRate, true);
    }

    @Override
    public double epsilon(double delta) {
        return Math.max(0, 1 / noiseMultiplier + 2 * StrictMath.log1p(-delta));
    }

    @Override
    public double concentrated() {
        return 1 / (2 * noiseMultiplier * noiseMultiplier);
    }
}
