package org.fedrange.simulator.round;

/** What one party says to another in an exchange. Immutable. */
public interface Message {
    /** Size on the wire, in bytes. */
    long bytes();

    /** What it is, for the audit log, such as {@code update}. */
    String type();

    /** SHA-256 of its content, in hexadecimal. */
    String digest();
}
