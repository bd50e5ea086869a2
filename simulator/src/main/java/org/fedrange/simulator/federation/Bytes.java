package org.fedrange.simulator.federation;

import java.util.Collections;
import java.util.SortedMap;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Sha256;
import org.fedrange.simulator.round.Message;

/**
 * A message of a secure sum as it is on the wire: keys, encrypted shares, lists, signatures.
 *
 * @param type what it is
 * @param content its bytes
 * @param measured what a hospital's defenses measured before it masked, by name; not on the wire
 */
record Bytes(String type, byte[] content, SortedMap<String, Double> measured) implements Message {
    /** Bytes with which nothing was measured. */
    Bytes(String type, byte[] content) {
        this(type, content, Collections.emptySortedMap());
    }

    @Override
    public long bytes() {
        return ModelSent.HEADER_BYTES + (long) content.length;
    }

    @Override
    public Bytes damaged(RandomGenerator stream) {
        byte[] changed = content.clone();
        if (changed.length > 0) {
            int bit = stream.nextInt(8 * changed.length);
            changed[bit / 8] ^= (byte) (1 << bit % 8);
        }
        return new Bytes(type, changed, measured);
    }

    @Override
    public String digest() {
        return Sha256.hex(content);
    }

    /** Keys and shares are shown to nobody. */
    @Override
    public String toString() {
        return type + " of " + content.length + " bytes";
    }
}
