package org.fedrange.aggregation.secure;

import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;

/**
 * An X25519 key pair for one round (RFC 7748), and the keys two parties derive from it with HKDF-SHA256 (RFC 5869).
 *
 * @param secret 32 bytes
 * @param open the public key, 32 bytes
 */
record KeyPair(byte[] secret, byte[] open) {
    /** Bytes of either key. */
    static final int BYTES = 32;

    /** The pair of a secret key. */
    static KeyPair of(byte[] secret) {
        return new KeyPair(secret, new X25519PrivateKeyParameters(secret).generatePublicKey().getEncoded());
    }

    /** A new pair. Whoever knows the stream knows the secret. */
    static KeyPair drawn(RandomGenerator stream) {
        byte[] secret = new byte[BYTES];
        stream.nextBytes(secret);
        return of(secret);
    }

    /**
     * The key shared with the owner of another public key.
     *
     * @param context what both must agree on, or their keys differ
     * @param purpose what the key is for
     * @throws IllegalArgumentException where the other key has low order, so that the result would be known to everybody
     */
    byte[] agreed(byte[] other, byte[] context, String purpose, int bytes) {
        byte[] shared = new byte[BYTES];
        try {
            new X25519PrivateKeyParameters(secret).generateSecret(new X25519PublicKeyParameters(other), shared, 0);
        } catch (IllegalStateException lowOrder) {
            throw new IllegalArgumentException("a public key of low order", lowOrder);
        }
        return derived(shared, context, purpose, bytes);
    }

    /** Key material of {@code bytes} bytes for one purpose in one context. */
    static byte[] derived(byte[] secret, byte[] context, String purpose, int bytes) {
        try {
            return KDF.getInstance("HKDF-SHA256").deriveData(HKDFParameterSpec.ofExtract().addIKM(secret).addSalt(context)
                    .thenExpand(("fedrange secure aggregation " + purpose).getBytes(java.nio.charset.StandardCharsets.US_ASCII), bytes));
        } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException e) {
            throw new IllegalStateException("every Java 25 platform has HKDF", e);
        }
    }

    /** Keys and secrets are shown to nobody. */
    @Override
    public String toString() {
        return "key pair";
    }

}
