package org.fedrange.aggregation.secure;

import java.util.SortedMap;
import java.util.TreeMap;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.fedrange.learning.Streams;

/**
 * An identity by Ed25519 keys (RFC 8032).
 *
 * @param key the node's own signing key
 * @param enrolled the public keys of all enrolled nodes
 */
public record Ed25519Identity(Ed25519PrivateKeyParameters key, SortedMap<Integer, Ed25519PublicKeyParameters> enrolled) implements Identity {

    /**
     * Identities for simulated nodes. WHOEVER HAS THE SEED CAN FORGE THEM: they show what signatures do, and must never sign
     * anything outside a simulation.
     */
    public static SortedMap<Integer, Identity> simulated(Iterable<Integer> nodes, Streams streams) {
        SortedMap<Integer, Ed25519PrivateKeyParameters> keys = new TreeMap<>();
        SortedMap<Integer, Ed25519PublicKeyParameters> enrolled = new TreeMap<>();
        for (int node : nodes) {
            byte[] seed = new byte[Ed25519PrivateKeyParameters.KEY_SIZE];
            streams.of("signing key", 0, node).nextBytes(seed);
            keys.put(node, new Ed25519PrivateKeyParameters(seed));
            enrolled.put(node, keys.get(node).generatePublicKey());
        }
        SortedMap<Integer, Identity> identities = new TreeMap<>();
        keys.forEach((node, key) -> identities.put(node, new Ed25519Identity(key, enrolled)));
        return identities;
    }

    @Override
    public byte[] sign(byte[] message) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, key);
        signer.update(message, 0, message.length);
        return signer.generateSignature();
    }

    @Override
    public boolean signed(int node, byte[] message, byte[] signature) {
        Ed25519PublicKeyParameters its = enrolled.get(node);
        if (its == null || signature.length != Ed25519PrivateKeyParameters.SIGNATURE_SIZE) {
            return false;
        }
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(false, its);
        signer.update(message, 0, message.length);
        return signer.verifySignature(signature);
    }

    /** Keys are shown to nobody. */
    @Override
    public String toString() {
        return "identity";
    }
}
