package org.fedrange.simulator.results;

/**
 * What a unit has spent of privacy, at most, once a round was over.
 *
 * @param fold the fold, from 1: each is a training of its own
 * @param round the round, from 1
 * @param defense what promises it
 * @param unit what is protected: a hospital, or a patient
 * @param trust who is trusted: central, local or distributed
 * @param hospital whose unit it is
 * @param rounds rounds in which it may have taken part so far
 * @param noiseMultiplier scale of the noise over the sensitivity
 * @param samplingRate probability with which the unit takes part in a step
 * @param epsilon what is spent
 * @param delta probability with which epsilon may fail
 * @param accountant by which it is added up
 */
public record PrivacyFigure(
        int fold, int round, String defense, String unit, String trust, String hospital, int rounds, double noiseMultiplier, double samplingRate,
        double epsilon, double delta, String accountant) {}
