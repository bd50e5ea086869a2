package org.fedrange.attacks;

import org.fedrange.learning.ParameterVector;

/** What an adversary that tries the rule in force calls harm: a number to be as large as it can, 0 where the answer is the honest mean mu. */
public enum Harm {
    /** How far the answer is pulled back along the honest mean: mu . (mu - R) / |mu|. Beyond |mu| the federation unlearns. */
    REVERSAL,
    /** How far the answer is from the honest mean, in whatever direction: |R - mu|. */
    DISTANCE;

    double of(ParameterVector answer, ParameterVector mean) {
        ParameterVector moved = mean.minus(answer);
        double norm = mean.norm();
        return this == DISTANCE || norm == 0 ? moved.norm() : Inner.product(mean, moved) / norm;
    }
}
