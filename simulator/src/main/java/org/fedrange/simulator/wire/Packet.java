package org.fedrange.simulator.wire;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Sha256;
import org.fedrange.simulator.round.Message;

/**
 * A message as bytes on the wire.
 *
 * @param content its bytes
 * @param type what its sender says it is
 * @param measured what its sender measured, which is not on the wire
 * @param attempt the kind of the attack that made or changed it, which is not on the wire either; empty where none did
 */
record Packet(byte[] content, String type, SortedMap<String, Double> measured, String attempt) implements Message {
    Packet {
        measured = Collections.unmodifiableSortedMap(new TreeMap<>(measured));
    }

    @Override
    public long bytes() {
        return content.length;
    }

    @Override
    public Packet damaged(RandomGenerator stream) {
        byte[] changed = content.clone();
        int bit = stream.nextInt(8 * changed.length);
        changed[bit / 8] ^= (byte) (1 << bit % 8);
        return new Packet(changed, type, measured, attempt);
    }

    @Override
    public String digest() {
        return Sha256.hex(content);
    }

    /** What is on the wire is shown to nobody. */
    @Override
    public String toString() {
        return type + " of " + content.length + " bytes";
    }
}
