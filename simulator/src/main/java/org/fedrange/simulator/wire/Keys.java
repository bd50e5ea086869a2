package org.fedrange.simulator.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What one direction of a line is sealed with: AES-256-GCM (NIST SP 800-38D). The nonce is the direction's secret with the message's number
 * added bit by bit, as in TLS 1.3 (RFC 8446, section 5.3), so that no nonce is used twice.
 *
 * @param key 32 bytes
 * @param nonce 12 bytes
 */
record Keys(byte[] key, byte[] nonce) {
    private static final int TAG_BITS = 128;
    /** Bytes sealed at a time: the JDK's code for it is compiled after so many calls, which few long messages would never reach. */
    private static final int PIECE = 1 << 14;

    /**
     * Keys for one direction, by HKDF-SHA256 (RFC 5869).
     *
     * @param shared what both parties agreed on
     * @param transcript digest of all they said while they did
     */
    static Keys derived(byte[] shared, byte[] transcript, String direction) {
        byte[] material = expanded(shared, transcript, "fedrange channel " + direction, 44);
        return new Keys(java.util.Arrays.copyOf(material, 32), java.util.Arrays.copyOfRange(material, 32, 44));
    }

    static byte[] expanded(byte[] secret, byte[] salt, String purpose, int bytes) {
        try {
            return KDF.getInstance("HKDF-SHA256").deriveData(
                    HKDFParameterSpec.ofExtract().addIKM(secret).addSalt(salt).thenExpand(purpose.getBytes(StandardCharsets.US_ASCII), bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java 25 platform has HKDF", e);
        }
    }

    /** The content, sealed; 16 bytes longer. */
    byte[] sealed(long number, byte[] bound, byte[] content) {
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, number, bound);
            byte[] sealed = new byte[cipher.getOutputSize(content.length)];
            int written = 0;
            for (int from = 0; from < content.length; from += PIECE) {
                written += cipher.update(content, from, Math.min(PIECE, content.length - from), sealed, written);
            }
            cipher.doFinal(sealed, written);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The content; empty where it was not sealed so, under this number and bound to this. */
    Optional<byte[]> opened(long number, byte[] bound, byte[] sealed) {
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, number, bound).doFinal(sealed));
        } catch (AEADBadTagException forged) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Cipher cipher(int mode, long number, byte[] bound) throws GeneralSecurityException {
        ByteBuffer its = ByteBuffer.wrap(nonce.clone());
        its.putLong(4, its.getLong(4) ^ number);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, its.array()));
        cipher.updateAAD(bound);
        return cipher;
    }

    /** Keys are shown to nobody. */
    @Override
    public String toString() {
        return "keys";
    }
}
