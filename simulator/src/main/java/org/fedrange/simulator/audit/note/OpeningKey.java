package org.fedrange.simulator.audit.note;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.fedrange.learning.Sha256;

/**
 * Opens what was sealed to its {@link SealingKey}. It follows from the private key that signs, so that its owner keeps one file:
 *
 * <pre>
 * pair = DeriveKeyPair(SHA-256("fedrange details key" || seed)),   seed the 32 bytes of the signing key
 * </pre>
 *
 * <p>Neither key gives the other away, and no curve point serves both to sign and to agree.
 *
 * <p>Source: HPKE, RFC 9180, section 7.1.3 for DeriveKeyPair.
 */
public final class OpeningKey {
    private static final byte[] LABEL = "fedrange details key".getBytes(StandardCharsets.US_ASCII);

    private final String name;
    private final AsymmetricCipherKeyPair pair;

    private OpeningKey(String name, AsymmetricCipherKeyPair pair) {
        this.name = name;
        this.pair = pair;
    }

    static OpeningKey derived(String name, byte[] seed) {
        MessageDigest sha256 = Sha256.start();
        sha256.update(LABEL);
        return new OpeningKey(name, SealingKey.suite().deriveKeyPair(sha256.digest(seed)));
    }

    /** The public key. */
    public SealingKey sealing() {
        return new SealingKey(name, SealingKey.suite().serializePublicKey(pair.getPublic()));
    }

    /**
     * Opens a box.
     *
     * @param about what the words are about, as when they were sealed
     * @throws IllegalArgumentException where it was not sealed to this key, is about something else, or was changed
     */
    public byte[] open(byte[] box, byte[] about) {
        if (box.length <= SealingKey.BYTES) {
            throw new IllegalArgumentException("too short for a box: " + box.length + " bytes");
        }
        HPKE suite = SealingKey.suite();
        try {
            return suite.setupBaseR(Arrays.copyOf(box, SealingKey.BYTES), pair, SealingKey.purpose())
                    .open(about, Arrays.copyOfRange(box, SealingKey.BYTES, box.length));
        } catch (InvalidCipherTextException | IllegalStateException e) {
            // The second: a point of low order in the place of the encapsulated key.
            throw new IllegalArgumentException("not sealed to " + name + ", or changed since", e);
        }
    }

    /** Never shows the key. */
    @Override
    public String toString() {
        return "private key of " + name + " that opens";
    }
}
