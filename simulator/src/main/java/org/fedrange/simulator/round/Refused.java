package org.fedrange.simulator.round;

import java.util.random.RandomGenerator;

/**
 * A message that its receiver could not believe: what is left of it is why, and how long it was.
 *
 * @param type what it claimed to be
 * @param reason why it is refused
 * @param bytes size on the wire, in bytes
 * @param digest SHA-256 of its bytes, in hexadecimal
 */
public record Refused(String type, String reason, long bytes, String digest) implements Message {
    @Override
    public Refused damaged(RandomGenerator stream) {
        return this;
    }
}
