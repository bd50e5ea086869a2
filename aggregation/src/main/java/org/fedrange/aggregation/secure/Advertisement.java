package org.fedrange.aggregation.secure;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The public keys a node uses in one round.
 *
 * @param sealing the key under which others encrypt shares for it
 * @param masking the key from which pairwise masks follow
 * @param signature its signature over both and the round's context; empty in the variant without signatures
 */
public record Advertisement(byte[] sealing, byte[] masking, byte[] signature) {
    private static final byte[] LABEL = "advertised keys".getBytes(StandardCharsets.US_ASCII);

    /** What is signed. */
    static byte[] statement(byte[] context, int node, byte[] sealing, byte[] masking) {
        return ByteBuffer.allocate(LABEL.length + context.length + Integer.BYTES + sealing.length + masking.length)
                .put(LABEL).put(context).putInt(node).put(sealing).put(masking).array();
    }

    /** As on the wire. */
    public byte[] encoded() {
        return ByteBuffer.allocate(2 * KeyPair.BYTES + signature.length).put(sealing).put(masking).put(signature).array();
    }

    /**
     * From the wire.
     *
     * @throws IllegalArgumentException where it is too short
     */
    public static Advertisement decoded(byte[] bytes) {
        if (bytes.length < 2 * KeyPair.BYTES) {
            throw new IllegalArgumentException("not a pair of public keys: " + bytes.length + " bytes");
        }
        return new Advertisement(
                Arrays.copyOf(bytes, KeyPair.BYTES),
                Arrays.copyOfRange(bytes, KeyPair.BYTES, 2 * KeyPair.BYTES),
                Arrays.copyOfRange(bytes, 2 * KeyPair.BYTES, bytes.length));
    }
}
