package org.fedrange.defenses.privacy;

import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;

/** A mechanism used several times on the same units. */
public record Steps(
        @Parameter("the noise of one step") Mechanism mechanism,
        @Parameter(value = "probability with which each unit takes part in a step, independently of all others (Poisson sampling)", above = 0, max = 1, byDefault = "1")
                double samplingRate,
        @Parameter(value = "number of steps", min = 1, max = 100_000_000, byDefault = "1") int steps) {
    public Steps {
        Parameters.check(Steps.class, mechanism, samplingRate, steps);
    }

    /** The same with noise of another scale. */
    public Steps withNoiseMultiplier(double noiseMultiplier) {
        return new Steps(mechanism.withNoiseMultiplier(noiseMultiplier), samplingRate, steps);
    }

    /** The same, another number of times. */
    public Steps withSteps(int changed) {
        return new Steps(mechanism, samplingRate, changed);
    }
}
