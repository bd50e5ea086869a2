package org.fedrange.aggregation.secure;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The generator of masks, and of draws that nobody is to repeat: AES-128 in counter mode from counter 0, read as little-endian 32-bit words. A key must serve one purpose only.
 *
 * <p>Source: NIST SP 800-38A, section 6.5; the generator that Bonawitz et al. 2017 use.
 */
public final class Keystream implements RandomGenerator {
    /** Bytes of a key. */
    static final int KEY_BYTES = 16;

    /** Bytes produced at a time: many per call, few enough to stay in a fast cache. */
    private static final int PIECE = 32 * 1024;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final byte[] ZEROS = new byte[PIECE];

    private final Cipher cipher;
    private final byte[] piece = new byte[PIECE];
    private final ByteBuffer read = ByteBuffer.wrap(piece).order(ByteOrder.LITTLE_ENDIAN);

    Keystream(byte[] key) {
        try {
            cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[16]));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES", e);
        }
        read.position(PIECE);
    }

    /** The generator under a key of its own for each name, derived from a secret by HKDF with SHA-256. */
    public static RandomGenerator derived(byte[] secret, byte[] name) {
        return new Keystream(KeyPair.derived(secret, name, "draws", KEY_BYTES));
    }

    /** Adds the mask of {@code key} to every word in place, or takes it away. */
    static void mask(byte[] key, int[] words, boolean add) {
        Keystream stream = new Keystream(key);
        byte[] mask = stream.piece;
        int most = PIECE / Integer.BYTES;
        for (int from = 0; from < words.length; from += most) {
            int length = Math.min(most, words.length - from);
            stream.produce(length * Integer.BYTES);
            // Read in place: a copy into integers first takes twice as long.
            if (add) {
                for (int i = 0; i < length; i++) {
                    words[from + i] += (int) WORDS.get(mask, i * Integer.BYTES);
                }
            } else {
                for (int i = 0; i < length; i++) {
                    words[from + i] -= (int) WORDS.get(mask, i * Integer.BYTES);
                }
            }
        }
    }

    private void produce(int bytes) {
        try {
            cipher.update(ZEROS, 0, bytes, piece, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next 64 bits. */
    @Override
    public long nextLong() {
        if (!read.hasRemaining()) {
            produce(PIECE);
            read.position(0);
        }
        return read.getLong();
    }
}
