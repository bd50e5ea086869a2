package org.fedrange.simulator.round;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * What is left of a message once it has been taken in: all that log, results and report say of it.
 *
 * @param type what it was
 * @param bytes its size on the wire
 * @param digest of its content
 * @param measured what its sender measured
 */
public record Receipt(String type, long bytes, String digest, SortedMap<String, Double> measured) implements Message {
    public Receipt {
        measured = Collections.unmodifiableSortedMap(new TreeMap<>(measured));
    }

    static Receipt of(Message message) {
        return new Receipt(message.type(), message.bytes(), message.digest(), message.measured());
    }

    @Override
    public Message damaged(RandomGenerator stream) {
        throw new IllegalStateException("a receipt does not travel");
    }
}
