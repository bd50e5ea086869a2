package org.fedrange.simulator.audit.note;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;
import org.fedrange.learning.Sha256;

/**
 * A public key to which words are sealed, so that only its owner can read them.
 *
 * <pre>
 * id = first 4 bytes of SHA-256(name || 0x0A || key),   written as  SEALING+KEY+name+id+base64(key)
 * box = encapsulated key (32 bytes) || ciphertext
 * </pre>
 *
 * <p>Source: HPKE, RFC 9180, base mode with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and ChaCha20-Poly1305.
 *
 * @param name whose it is: without spaces and plus signs
 * @param key the 32 bytes of an X25519 public key, RFC 7748
 */
public record SealingKey(String name, byte[] key) {
    static final int BYTES = 32;
    /** What boxes are for: part of each, so that none passes for something else. */
    private static final byte[] PURPOSE = "fedrange details".getBytes(StandardCharsets.US_ASCII);

    private static final String PREFIX = "SEALING+KEY+";
    private static final Pattern WRITTEN = Pattern.compile("SEALING\\+KEY\\+([^\\s+]+)\\+([0-9a-f]{8})\\+([A-Za-z0-9+/=]+)");

    public SealingKey {
        key = key.clone();
        VerifierKey.requireName(name);
        if (key.length != BYTES) {
            throw new IllegalArgumentException("an X25519 public key has 32 bytes, got " + key.length);
        }
    }

    static HPKE suite() {
        return new HPKE(HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_CHACHA20_POLY1305);
    }

    static byte[] purpose() {
        return PURPOSE.clone();
    }

    /**
     * Words that only the owner of the key can read. Each time another box: the randomness is the system's, never an experiment's.
     *
     * @param about what they are about; whoever opens the box must name the same
     */
    public byte[] seal(byte[] words, byte[] about) {
        HPKE suite = suite();
        HPKEContextWithEncapsulation context = suite.setupBaseS(suite.deserializePublicKey(key), PURPOSE);
        try {
            byte[] sealed = context.seal(about, words);
            byte[] box = Arrays.copyOf(context.getEncapsulation(), BYTES + sealed.length);
            System.arraycopy(sealed, 0, box, BYTES, sealed.length);
            return box;
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("sealing has no ciphertext to refuse", e);
        }
    }

    /** By which boxes name it, in hexadecimal. */
    public String id() {
        MessageDigest sha256 = Sha256.start();
        sha256.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(sha256.digest(key), 0, Integer.BYTES);
    }

    /** As it is written in a file or a policy. */
    public String written() {
        return PREFIX + name + "+" + id() + "+" + Base64.getEncoder().encodeToString(key);
    }

    /**
     * Reads a key.
     *
     * @throws IllegalArgumentException where it is none, in one sentence
     */
    public static SealingKey parse(String written) {
        Matcher parts = WRITTEN.matcher(written.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a key to seal to: one begins with " + PREFIX + ", as in the file ending in .seal.pub");
        }
        SealingKey key = new SealingKey(parts.group(1), decoded(parts.group(3)));
        if (!key.id().equals(parts.group(2))) {
            throw new IllegalArgumentException("the key to seal to " + key.name + " does not have the id " + parts.group(2) + ": it was changed or cut");
        }
        return key;
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the key is not base64: it was changed or cut", e);
        }
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof SealingKey that && written().equals(that.written());
    }

    @Override
    public int hashCode() {
        return written().hashCode();
    }

    @Override
    public String toString() {
        return written();
    }
}
