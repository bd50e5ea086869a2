package org.fedrange.simulator.evidence;

/** How it is decided whether an attack of a threat succeeded in a run, declared before any run. */
public enum Criterion {
    /** The final model loses so much of the leading metric against the same seed without attack. */
    UTILITY_LOSS,
    /** So many of the patients aimed at are told what the attack wants, while the leading metric hardly suffers. */
    ATTACK_SUCCESS,
    /** Fewer rounds are completed than planned. */
    ROUNDS_COMPLETED,
    /** An observer learns so much of what a guesser who saw nothing misses. */
    LEAKAGE,
    /** A property that tests of the mechanism show or refute, not a frequency. */
    MECHANISM,
    /** Outside of what a simulation of training can say. */
    OUT_OF_SCOPE
}
