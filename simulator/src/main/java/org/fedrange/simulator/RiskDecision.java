package org.fedrange.simulator;

import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;

/** What somebody decided about a threat: declared, and carried into the evidence as such. */
public record RiskDecision(
        @Parameter("id of the threat, such as FL-T01") String threat,
        @Parameter("who answers for it") String owner,
        @Parameter(value = "what is done about it", byDefault = "mitigate") Treatment treatment,
        @Parameter(value = "who accepted what is left of it; empty for nobody", byDefault = "''") String acceptedBy,
        @Parameter(value = "when it is looked at again, as 2027-01-31; empty for no date", byDefault = "''") String review,
        @Parameter(value = "why", byDefault = "''") String reason) {
    public RiskDecision {
        Parameters.check(RiskDecision.class, threat, owner, treatment, acceptedBy, review, reason);
        requireThreat(threat);
        if (!review.isEmpty() && !review.matches("\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])")) {
            throw new IllegalArgumentException("review must be a date such as 2027-01-31, got '" + review + "'");
        }
        if (treatment == Treatment.ACCEPT && acceptedBy.isEmpty()) {
            throw new IllegalArgumentException("acceptedBy must name who accepts the risk of " + threat + ", got nobody");
        }
    }

    static void requireThreat(String threat) {
        if (!threat.matches("FL-T\\d\\d")) {
            throw new IllegalArgumentException("threat must be an id of the catalogue, such as FL-T01, got '" + threat + "'");
        }
    }
}
