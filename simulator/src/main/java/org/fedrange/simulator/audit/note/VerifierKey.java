package org.fedrange.simulator.audit.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fedrange.aggregation.identity.VerifyingKey;
import org.fedrange.learning.Sha256;

/**
 * A public key that signatures of a note are checked with.
 *
 * <pre>
 * id = first 4 bytes of SHA-256(name || 0x0A || type || key),   written as  name+id+base64(type || key)
 * </pre>
 *
 * <p>Source: C2SP signed-note and tlog-cosignature.
 *
 * @param name whose it is: without spaces and plus signs
 * @param type what its signatures say
 * @param key the 32 bytes of an Ed25519 public key, RFC 8032
 */
public record VerifierKey(String name, SignatureType type, byte[] key) {
    /** What a key's name may be. */
    private static final Pattern NAME = Pattern.compile("[^\\s+\\p{Cntrl}]{1,200}");

    private static final Pattern WRITTEN = Pattern.compile("([^\\s+]+)\\+([0-9a-f]{8})\\+([A-Za-z0-9+/=]+)");
    /** Length of the time before a cosignature. */
    private static final int TIME_BYTES = Long.BYTES;

    public VerifierKey {
        key = key.clone();
        requireName(name);
        if (key.length != VerifyingKey.BYTES) {
            throw new IllegalArgumentException("an Ed25519 public key has 32 bytes, got " + key.length);
        }
    }

    static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a key's name must be without spaces and plus signs, and not empty, got '" + name + "'");
        }
    }

    /** The 4 bytes by which signatures name it. */
    byte[] id() {
        MessageDigest sha256 = Sha256.start();
        sha256.update(name.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) '\n');
        sha256.update(type.code());
        return Arrays.copyOf(sha256.digest(key), Integer.BYTES);
    }

    /** As it is written in a file or on a command line. */
    public String written() {
        return name + "+" + HexFormat.of().formatHex(id()) + "+" + KeyText.encode(type, key);
    }

    /**
     * Reads a key.
     *
     * @throws IllegalArgumentException where it is none, in one sentence
     */
    public static VerifierKey parse(String written) {
        Matcher parts = WRITTEN.matcher(written.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a public key: one is written name+id+key, as in the file ending in .pub");
        }
        KeyText text = KeyText.decode(parts.group(3));
        VerifierKey key = new VerifierKey(parts.group(1), text.type(), text.key());
        if (!HexFormat.of().formatHex(key.id()).equals(parts.group(2))) {
            throw new IllegalArgumentException("the public key of " + key.name() + " does not have the id " + parts.group(2) + ": it was changed or cut");
        }
        return key;
    }

    /** Whether the signature says that it was made by this key. */
    boolean claims(SignedNote.Signature signature) {
        return signature.name().equals(name) && Arrays.equals(signature.id(), id());
    }

    /** Whether the signature was made by this key over {@code text}. */
    boolean made(SignedNote.Signature signature, String text) {
        byte[] bytes = signature.bytes();
        if (type == SignatureType.LOG) {
            return verify(text, bytes);
        }
        return time(signature).filter(time -> verify(cosigned(time, text), Arrays.copyOfRange(bytes, TIME_BYTES, bytes.length))).isPresent();
    }

    /** When a witness signed, in seconds since 1970; empty for other signatures. */
    static Optional<Long> time(SignedNote.Signature signature) {
        return signature.bytes().length > TIME_BYTES ? Optional.of(ByteBuffer.wrap(signature.bytes()).getLong()) : Optional.empty();
    }

    /** What a witness signs. */
    static String cosigned(long time, String text) {
        return "cosignature/v1\ntime " + time + "\n" + text;
    }

    private boolean verify(String message, byte[] signature) {
        return VerifyingKey.of(key).verifies(message.getBytes(StandardCharsets.UTF_8), signature);
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof VerifierKey that && written().equals(that.written());
    }

    @Override
    public int hashCode() {
        return written().hashCode();
    }

    @Override
    public String toString() {
        return written();
    }

    /** Type and key as they stand after the last plus sign. */
    record KeyText(SignatureType type, byte[] key) {
        static String encode(SignatureType type, byte[] key) {
            byte[] bytes = new byte[key.length + 1];
            bytes[0] = type.code();
            System.arraycopy(key, 0, bytes, 1, key.length);
            return Base64.getEncoder().encodeToString(bytes);
        }

        static KeyText decode(String text) {
            byte[] bytes;
            try {
                bytes = Base64.getDecoder().decode(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("the key is not base64: it was changed or cut", e);
            }
            SignatureType type = (bytes.length == 0 ? Optional.<SignatureType>empty() : SignatureType.of(bytes[0]))
                    .orElseThrow(() -> new IllegalArgumentException("not an Ed25519 key of a log or a witness"));
            return new KeyText(type, Arrays.copyOfRange(bytes, 1, bytes.length));
        }
    }
}
