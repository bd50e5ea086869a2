package org.fedrange.simulator;

import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;

/** How often somebody expects a threat to be tried, and what one success would cost: declared, never measured, and kept apart as such. */
public record DeclaredLoss(
        @Parameter("id of the threat, such as FL-T01") String threat,
        @Parameter("how often a year it is tried") Estimate attempts,
        @Parameter("what one success costs") Estimate amount,
        @Parameter(value = "in what the amount is given", byDefault = "USD") String currency) {
    /** Beyond this it is no longer single events that are counted. */
    private static final double MOST_ATTEMPTS = 1000;

    public DeclaredLoss {
        Parameters.check(DeclaredLoss.class, threat, attempts, amount, currency);
        RiskDecision.requireThreat(threat);
        if (attempts.most() > MOST_ATTEMPTS) {
            throw new IllegalArgumentException("attempts must be at most " + (int) MOST_ATTEMPTS + " a year, got " + attempts.most() + "; count campaigns, not messages");
        }
    }
}
