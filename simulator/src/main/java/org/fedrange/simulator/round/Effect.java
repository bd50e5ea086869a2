package org.fedrange.simulator.round;

import org.fedrange.simulator.audit.AuditEvent;

/** What the round machine wants done. A driver performs effects in the order given. */
public sealed interface Effect {

    /** Send a question to its node. */
    record Ask(Question question) implements Effect {}

    /** Append an event to the audit log. */
    record Log(AuditEvent event) implements Effect {}

    /** The round is over: seal the log, evaluate where due, and open the next round. */
    record Close(RoundReport report) implements Effect {}
}
