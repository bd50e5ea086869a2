package org.fedrange.aggregation.secure;

import java.util.SortedMap;
import org.fedrange.aggregation.identity.SigningKey;
import org.fedrange.aggregation.identity.VerifyingKey;

/**
 * An identity by Ed25519 keys (RFC 8032), which somebody enrolled.
 *
 * @param key the node's own signing key
 * @param enrolled the public keys of all enrolled nodes
 */
public record Ed25519Identity(SigningKey key, SortedMap<Integer, VerifyingKey> enrolled) implements Identity {

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
