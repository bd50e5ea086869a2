package org.fedrange.simulator.round;

import java.util.Collections;
import java.util.SortedMap;
import java.util.random.RandomGenerator;

/** What one party says to another in an exchange. Immutable. */
public interface Message {
    /** Size on the wire, in bytes. */
    long bytes();

    /** The type of a message that brings the global model. */
    String MODEL = "model";

    /** What it is, for the audit log, such as {@code update}. */
    String type();

    /** The same message with one bit turned, drawn from {@code stream}. */
    Message damaged(RandomGenerator stream);

    /** What its sender measured while making it, by name: for the results, not on the wire. */
    default SortedMap<String, Double> measured() {
        return Collections.emptySortedMap();
    }

    /** SHA-256 of its content, in hexadecimal. */
    String digest();
}
