package org.fedrange.aggregation.secure;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What one node encrypts for another so that the coordinator can carry but not read it: AES-128-GCM, bound to the round's context,
 * sender and receiver. The nonce names sender and receiver: a key belongs to one pair in one round, and each sends one message.
 *
 * @param context digest of what the round's parties agree on
 * @param from the sender
 * @param to the receiver
 */
record Envelope(byte[] context, int from, int to) {
    private static final int TAG_BITS = 128;

    /** The content, encrypted; 16 bytes longer. */
    byte[] sealed(byte[] key, byte[] content) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, key).doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The content; empty where it was not sealed so. */
    Optional<byte[]> opened(byte[] key, byte[] sealed) {
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, key).doFinal(sealed));
        } catch (AEADBadTagException forged) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Cipher cipher(int mode, byte[] key) throws GeneralSecurityException {
        byte[] nonce = ByteBuffer.allocate(12).putInt(from).putInt(to).array();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context);
        return cipher;
    }
}
