package org.fedrange.simulator.audit.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A private key that signs notes. It comes from the system's secure generator and lives in a file of its owner; it is never drawn from an
 * experiment's seed, since whoever has the seed could then sign.
 *
 * <pre>
 * written as  PRIVATE+KEY+name+id+base64(type || seed),   seed the 32 bytes of RFC 8032
 * </pre>
 */
public final class SigningKey {
    private static final String PREFIX = "PRIVATE+KEY+";
    private static final Pattern WRITTEN = Pattern.compile("PRIVATE\\+KEY\\+([^\\s+]+)\\+([0-9a-f]{8})\\+([A-Za-z0-9+/=]+)");

    private final String name;
    private final SignatureType type;
    private final org.fedrange.aggregation.identity.SigningKey key;

    private SigningKey(String name, SignatureType type, byte[] secret) {
        this.name = name;
        this.type = type;
        this.key = org.fedrange.aggregation.identity.SigningKey.of(secret);
        VerifierKey.requireName(name);
    }

    /**
     * A new key.
     *
     * @throws IllegalArgumentException where the name is none, in one sentence
     */
    public static SigningKey generate(String name, SignatureType type) {
        byte[] secret = new byte[org.fedrange.aggregation.identity.SigningKey.SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return new SigningKey(name, type, secret);
    }

    /**
     * Reads a key.
     *
     * @throws IllegalArgumentException where it is none, in one sentence that does not repeat it
     */
    public static SigningKey parse(String written) {
        Matcher parts = WRITTEN.matcher(written.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a private key: one begins with " + PREFIX + ", as in the file ending in .key");
        }
        VerifierKey.KeyText text = VerifierKey.KeyText.decode(parts.group(3));
        if (text.key().length != org.fedrange.aggregation.identity.SigningKey.SECRET_BYTES) {
            throw new IllegalArgumentException("an Ed25519 private key has 32 bytes, got " + text.key().length);
        }
        SigningKey key = new SigningKey(parts.group(1), text.type(), text.key());
        if (!HexFormat.of().formatHex(key.verifier().id()).equals(parts.group(2))) {
            throw new IllegalArgumentException("the private key of " + key.name + " does not have the id it names: it was changed or cut");
        }
        return key;
    }

    /** As it is written in its file, and nowhere else. */
    public String written() {
        return PREFIX + name + "+" + HexFormat.of().formatHex(verifier().id()) + "+" + VerifierKey.KeyText.encode(type, key.parameters().getEncoded());
    }

    /** The public key. */
    public VerifierKey verifier() {
        return new VerifierKey(name, type, key.open().encoded());
    }

    /** The key that opens what is sealed to the owner of this one. */
    public OpeningKey opening() {
        return OpeningKey.derived(name, key.parameters().getEncoded());
    }

    /** What its signatures say. */
    public SignatureType type() {
        return type;
    }

    /**
     * Signs a text.
     *
     * @param time seconds since 1970, which a witness's signature holds and a log's does not
     */
    SignedNote.Signature sign(String text, long time) {
        byte[] signature = type == SignatureType.LOG ? ed25519(text) : cosignature(text, time);
        return new SignedNote.Signature(name, verifier().id(), signature);
    }

    private byte[] cosignature(String text, long time) {
        byte[] signature = ed25519(VerifierKey.cosigned(time, text));
        return ByteBuffer.allocate(Long.BYTES + signature.length).putLong(time).put(signature).array();
    }

    private byte[] ed25519(String message) {
        return key.sign(message.getBytes(StandardCharsets.UTF_8));
    }

    /** Never shows the key. */
    @Override
    public String toString() {
        return "private key of " + name;
    }
}
