package org.fedrange.simulator.wire;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;

/**
 * A secret of two parties by X25519 (RFC 7748), or by ML-KEM-768 (FIPS 203) and X25519 together, of which either alone protects it. Shares and
 * secrets stand one after the other, ML-KEM first, as in TLS's X25519MLKEM768. The primitives are Bouncy Castle's.
 *
 * @param classical the X25519 key of one exchange
 * @param quantum the ML-KEM key beside it; empty without
 */
record Agreement(X25519PrivateKeyParameters classical, Optional<MLKEMPrivateKeyParameters> quantum) {
    static final int X25519_BYTES = 32;
    static final int SEED_BYTES = 64;
    static final int ENCAPSULATION_KEY_BYTES = 1184;
    static final int CIPHERTEXT_BYTES = 1088;

    /** What the answering party says, and the secret that then is both's. */
    record Answer(byte[] share, byte[] secret) {}

    /** New keys of the offering party. Whoever knows the stream knows them. */
    static Agreement drawn(boolean hybrid, RandomGenerator stream) {
        byte[] classical = bytes(X25519_BYTES, stream);
        return new Agreement(
                new X25519PrivateKeyParameters(classical),
                hybrid ? Optional.of(new MLKEMPrivateKeyParameters(MLKEMParameters.ml_kem_768, bytes(SEED_BYTES, stream))) : Optional.empty());
    }

    private static byte[] bytes(int count, RandomGenerator stream) {
        byte[] drawn = new byte[count];
        stream.nextBytes(drawn);
        return drawn;
    }

    /** What the offering party says. */
    byte[] share() {
        byte[] open = classical.generatePublicKey().getEncoded();
        return quantum.map(key -> joined(key.getPublicKey(), open)).orElse(open);
    }

    /** How long an offer is, in bytes. */
    static int offerBytes(boolean hybrid) {
        return X25519_BYTES + (hybrid ? ENCAPSULATION_KEY_BYTES : 0);
    }

    /** How long an answer is, in bytes. */
    static int answerBytes(boolean hybrid) {
        return X25519_BYTES + (hybrid ? CIPHERTEXT_BYTES : 0);
    }

    /** What the other party answers to an offer; empty where the offer is no such share. */
    static Optional<Answer> answer(boolean hybrid, byte[] offer, RandomGenerator stream) {
        if (offer.length != offerBytes(hybrid)) {
            return Optional.empty();
        }
        X25519PrivateKeyParameters mine = new X25519PrivateKeyParameters(bytes(X25519_BYTES, stream));
        byte[] open = mine.generatePublicKey().getEncoded();
        byte[] its = Arrays.copyOfRange(offer, offer.length - X25519_BYTES, offer.length);
        Optional<byte[]> shared = agreed(mine, its);
        if (!hybrid) {
            return shared.map(secret -> new Answer(open, secret));
        }
        return shared.flatMap(secret -> encapsulated(Arrays.copyOf(offer, ENCAPSULATION_KEY_BYTES), bytes(32, stream))
                .map(kem -> new Answer(joined(kem.getEncapsulation(), open), joined(kem.getSecret(), secret))));
    }

    static Optional<SecretWithEncapsulation> encapsulated(byte[] key, byte[] randomness) {
        try {
            return Optional.of(MLKEMGenerator.internalGenerateEncapsulated(new MLKEMPublicKeyParameters(MLKEMParameters.ml_kem_768, key), randomness));
        } catch (RuntimeException malformed) {
            // The library throws what it likes at bytes that an adversary chose.
            return Optional.empty();
        }
    }

    /** The secret that follows from an answer; empty where it is no such share. */
    Optional<byte[]> secret(byte[] answer) {
        if (answer.length != answerBytes(quantum.isPresent())) {
            return Optional.empty();
        }
        Optional<byte[]> shared = agreed(classical, Arrays.copyOfRange(answer, answer.length - X25519_BYTES, answer.length));
        return quantum.isEmpty() ? shared
                : shared.map(secret -> joined(new MLKEMExtractor(quantum.get()).extractSecret(Arrays.copyOf(answer, CIPHERTEXT_BYTES)), secret));
    }

    private static Optional<byte[]> agreed(X25519PrivateKeyParameters mine, byte[] other) {
        byte[] shared = new byte[X25519_BYTES];
        try {
            mine.generateSecret(new X25519PublicKeyParameters(other), shared, 0);
            return Optional.of(shared);
        } catch (IllegalStateException lowOrder) {
            return Optional.empty();
        }
    }

    static byte[] joined(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    /** Keys are shown to nobody. */
    @Override
    public String toString() {
        return "agreement";
    }
}
