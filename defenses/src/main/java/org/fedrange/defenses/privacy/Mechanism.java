package org.fedrange.defenses.privacy;

/** Noise added to a sum to which one unit contributes at most a bounded amount, its sensitivity. */
public sealed interface Mechanism permits Gaussian, GroupGaussian, Laplace, Skellam {

    /** Scale of the noise over the sensitivity. */
    double noiseMultiplier();

    /** The same kind of noise at another scale. */
    Mechanism withNoiseMultiplier(double noiseMultiplier);

    /**
     * Rényi divergence between the outcomes with and without one unit, the larger of both directions, or a bound above it.
     *
     * @param order above 1
     * @param samplingRate probability with which each unit takes part, independently of all others
     */
    double renyi(double order, double samplingRate);

    /** The outcomes with the unit against those without. */
    LossPair removed(double samplingRate);

    /** The outcomes without the unit against those with it. */
    LossPair added(double samplingRate);

    /** The smallest epsilon of one step in which every unit takes part. */
    double epsilon(double delta);

    /** Zero-concentrated differential privacy of one step in which every unit takes part: rho. */
    double concentrated();

    /** Probability that anything of the unit takes part in a step. */
    default double present(double samplingRate) {
        return samplingRate;
    }
}
