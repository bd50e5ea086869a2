package org.fedrange.aggregation.secure;

import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.aggregation.identity.SigningKey;
import org.fedrange.aggregation.identity.VerifyingKey;
import org.fedrange.learning.Streams;

/**
 * An identity by Ed25519 keys (RFC 8032).
 *
 * @param key the node's own signing key
 * @param enrolled the public keys of all enrolled nodes
 */
public record Ed25519Identity(SigningKey key, SortedMap<Integer, VerifyingKey> enrolled) implements Identity {

    /**
     * Identities for simulated nodes. WHOEVER HAS THE SEED CAN FORGE THEM: they show what signatures do, and must never sign
     * anything outside a simulation.
     */
    public static SortedMap<Integer, Identity> simulated(Iterable<Integer> nodes, Streams streams) {
        SortedMap<Integer, SigningKey> keys = new TreeMap<>();
        SortedMap<Integer, VerifyingKey> enrolled = new TreeMap<>();
        for (int node : nodes) {
            SigningKey key = SigningKey.drawn(streams.of("signing key", 0, node));
            keys.put(node, key);
            enrolled.put(node, key.open());
        }
        SortedMap<Integer, Identity> identities = new TreeMap<>();
        keys.forEach((node, key) -> identities.put(node, new Ed25519Identity(key, enrolled)));
        return identities;
    }

    @Override
    public byte[] sign(byte[] message) {
        return key.sign(message);
    }

    @Override
    public boolean signed(int node, byte[] message, byte[] signature) {
        VerifyingKey its = enrolled.get(node);
        return its != null && its.verifies(message, signature);
    }

    /** Keys are shown to nobody. */
    @Override
    public String toString() {
        return "identity";
    }
}
