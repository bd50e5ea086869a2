package org.fedrange.simulator.threatmodel;

import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.simulator.Treatment;

/** A risk as somebody asserts it: nothing here is measured. */
public record AssertedRisk(
        @Parameter("id of the threat") String threat,
        @Parameter("id of the element or flow") String at,
        @Parameter(value = "how likely it is held to be, from 1 (once in ten years) to 5 (several times a year)", min = 1, max = 5) int likelihood,
        @Parameter(value = "how bad it is held to be, from 1 to 5", min = 1, max = 5) int impact,
        @Parameter(value = "mitigate, transfer, avoid or accept", byDefault = "mitigate") Treatment treatment,
        @Parameter(value = "who answers for it", byDefault = "''") String owner,
        @Parameter(value = "why it is held so", byDefault = "''") String reason) {
    public AssertedRisk {
        Parameters.check(AssertedRisk.class, threat, at, likelihood, impact, treatment, owner, reason);
    }

    /** Likelihood times impact, from 1 to 25. */
    public int score() {
        return likelihood * impact;
    }
}
