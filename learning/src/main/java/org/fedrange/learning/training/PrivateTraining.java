package org.fedrange.learning.training;

import java.util.random.RandomGenerator;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Streams;
import org.fedrange.learning.model.Network;
import org.jspecify.annotations.Nullable;

/** Training whose hospitals promise privacy to each of their patients: bounded gradients, and normal noise on their sums. */
public sealed interface PrivateTraining extends Training permits DpFtrl, DpSgd {

    /** Probability with which a patient is drawn for a step, independently of all others. */
    double samplingRate();

    /** How often in a round Gaussian noise of {@link #noiseMultiplier} is all that hides a patient, for an accountant. */
    int noisySteps();

    /** Largest Euclidean norm of a patient's gradient. */
    double clippingNorm();

    /** Standard deviation of the noise over what one patient can change; null until it follows from {@link #epsilon}. */
    @Nullable Double noiseMultiplier();

    /** What all rounds together may spend; null for no budget. */
    @Nullable Double epsilon();

    /** Probability with which epsilon may fail. */
    double delta();

    /** Refuses what says neither how much noise there is nor how much may be spent. */
    static void requireNoise(@Nullable Double noiseMultiplier, @Nullable Double epsilon) {
        if (noiseMultiplier == null && epsilon == null) {
            throw new IllegalArgumentException("give noiseMultiplier, or the epsilon that all rounds together may spend");
        }
    }

    /** The same with noise of this scale. */
    PrivateTraining withNoiseMultiplier(double changed);

    /** Both noise and who is drawn are what a promise rests on. */
    @Override
    default RandomGenerator stream(Streams streams, int round, int node) {
        return streams.secret("train", round, node);
    }

    @Override
    default Memory fresh(Network network) {
        return new FedAvg.Nothing();
    }

    @Override
    default ParameterVector apply(ParameterVector global, ParameterVector aggregate) {
        return global.plus(aggregate);
    }
}
