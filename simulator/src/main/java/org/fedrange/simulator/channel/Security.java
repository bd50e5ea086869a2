package org.fedrange.simulator.channel;

/** How messages are protected on the wire; each protects at least what the one before does. */
public enum Security {
    /** In the clear and unauthenticated: a receiver believes what comes. */
    NONE,
    /** In the clear, but signed by certified keys (Ed25519) together with run, round, exchange, direction and sender. */
    AUTHENTICATED,
    /** Signed, and sealed by AES-256-GCM under keys agreed on by X25519 between certified parties. */
    SEALED,
    /** As {@link #SEALED}, with keys agreed on by X25519 and ML-KEM-768 together: who records today must break both later. */
    SEALED_HYBRID;

    /** Whether messages cannot be read on the wire. */
    public boolean sealed() {
        return compareTo(SEALED) >= 0;
    }
}
