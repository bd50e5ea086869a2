package org.fedrange.simulator.results;

import org.jspecify.annotations.Nullable;

/**
 * A promise of privacy beside what canaries gave away.
 *
 * @param defense the defense or training that promises it
 * @param claimed epsilon of the whole training, an upper bound
 * @param measured epsilon is at least this, with 90 % confidence: trainings with and without one canary
 * @param oneRun epsilon is at least this, with 95 % confidence: one training with many canaries; null where the coordinator does not add the noise
 * @param delta probability with which epsilon may fail
 * @param trials trainings with the canary, and without it; canaries in the one training
 */
public record PrivacyAudit(String defense, double claimed, double measured, @Nullable Double oneRun, double delta, int trials) {
    /** Whether what was measured is above what was claimed. */
    public boolean broken() {
        return measured > claimed || (oneRun != null && oneRun > claimed);
    }
}
