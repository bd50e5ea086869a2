package org.fedrange.aggregation.identity;

import java.util.random.RandomGenerator;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * An Ed25519 key with which one party signs (RFC 8032); the primitive is Bouncy Castle's.
 *
 * <p><strong>Simulated where drawn.</strong> A key drawn from a named stream follows from the experiment's seed: WHOEVER HAS THE SEED CAN FORGE
 * EVERY SIGNATURE MADE WITH IT. Such keys show what a protocol stops inside a run. Evidence for third parties is never signed with them, but
 * with keys of its owner's, which come from files.
 */
public final class SigningKey {
    /** Bytes of a secret key. */
    public static final int SECRET_BYTES = 32;

    /** Bytes of a signature. */
    public static final int SIGNATURE_BYTES = 64;

    private final Ed25519PrivateKeyParameters secret;
    private final VerifyingKey open;

    private SigningKey(byte[] secret) {
        this.secret = new Ed25519PrivateKeyParameters(secret, 0);
        this.open = VerifyingKey.of(this.secret.generatePublicKey().getEncoded());
    }

    /** The key with these 32 secret bytes. */
    public static SigningKey of(byte[] secret) {
        if (secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException("a secret key of " + secret.length + " bytes instead of " + SECRET_BYTES);
        }
        return new SigningKey(secret);
    }

    /** A new key. Whoever knows the stream knows the key. */
    public static SigningKey drawn(RandomGenerator stream) {
        byte[] secret = new byte[SECRET_BYTES];
        stream.nextBytes(secret);
        return of(secret);
    }

    /** The key with which others check. */
    public VerifyingKey open() {
        return open;
    }

    /** The secret key as the library knows it, for what signs certificates. */
    public Ed25519PrivateKeyParameters parameters() {
        return secret;
    }

    /** The signature of a message, 64 bytes. Ed25519 needs no randomness: the same message has the same signature. */
    public byte[] sign(byte[] message) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, secret);
        signer.update(message, 0, message.length);
        return signer.generateSignature();
    }

    /** A secret is shown to nobody. */
    @Override
    public String toString() {
        return "the signing key of " + open;
    }
}
