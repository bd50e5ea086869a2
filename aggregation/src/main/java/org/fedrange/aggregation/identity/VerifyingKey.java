package org.fedrange.aggregation.identity;

import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.jspecify.annotations.Nullable;

/** The public half of a {@link SigningKey}: tells whether its owner signed a message. */
public final class VerifyingKey {
    /** Bytes of a public key. */
    public static final int BYTES = 32;

    private final byte[] encoded;
    private final Ed25519PublicKeyParameters parameters;

    private VerifyingKey(byte[] encoded) {
        this.encoded = encoded.clone();
        this.parameters = new Ed25519PublicKeyParameters(this.encoded, 0);
    }

    /**
     * The key with these 32 bytes.
     *
     * @throws IllegalArgumentException where they are no public key
     */
    public static VerifyingKey of(byte[] encoded) {
        if (encoded.length != BYTES) {
            throw new IllegalArgumentException("a public key of " + encoded.length + " bytes instead of " + BYTES);
        }
        return new VerifyingKey(encoded);
    }

    /** Its 32 bytes. */
    public byte[] encoded() {
        return encoded.clone();
    }

    /** The public key as the library knows it, for what checks certificates. */
    public Ed25519PublicKeyParameters parameters() {
        return parameters;
    }

    /** Whether the key's owner signed this message so. */
    public boolean verifies(byte[] message, byte[] signature) {
        if (signature.length != SigningKey.SIGNATURE_BYTES) {
            return false;
        }
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(false, parameters);
        signer.update(message, 0, message.length);
        return signer.verifySignature(signature);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VerifyingKey that && Arrays.equals(encoded, that.encoded);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded);
    }

    @Override
    public String toString() {
        return "key " + HexFormat.of().formatHex(encoded, 0, 8);
    }
}
