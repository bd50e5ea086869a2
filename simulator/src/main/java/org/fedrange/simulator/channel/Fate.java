package org.fedrange.simulator.channel;

/** What becomes of one message on the wire. */
public sealed interface Fate {
    /** It arrives, at this virtual time since the round began. */
    record Delivered(double atMillis) implements Fate {}

    /** It never arrives. */
    record Lost() implements Fate {}
}
