package org.fedrange.simulator;

/** Whether the coordinator sees single updates or only what a cryptographic protocol leaves visible. */
public sealed interface SecureAggregation permits SecureAggregation.None, MaskedSum {
    /** The coordinator sees each update. */
    record None() implements SecureAggregation {}
}
