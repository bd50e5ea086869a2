package org.fedrange.simulator.channel;

/** How messages are protected on the wire. */
public enum Security {
    /** In the clear and unauthenticated. */
    NONE
}
