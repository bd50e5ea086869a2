package org.fedrange.simulator.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.fedrange.learning.Streams;
import org.junit.jupiter.api.Test;

/** Known answers: each primitive as the channel uses it, from its own standard. Ed25519 is checked where signatures are made. */
class KnownAnswersTest {
    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void x25519OfRfc7748Section61() {
        Agreement bob = new Agreement(
                new X25519PrivateKeyParameters(hex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb")), Optional.empty());
        assertEquals("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f", hex(bob.share()));
        byte[] alice = hex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
        assertEquals("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742", hex(bob.secret(alice).orElseThrow()));
    }

    @Test
    void hkdfOfRfc5869CaseThree() {
        byte[] keying = hex("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b");
        assertEquals(
                "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8", hex(Keys.expanded(keying, new byte[0], "", 42)));
    }

    @Test
    void aes256GcmOfTheGcmSpecificationCaseSixteen() {
        Keys keys = new Keys(hex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"), hex("cafebabefacedbaddecaf888"));
        byte[] bound = hex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
        byte[] content = hex("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
        String sealed = "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
                + "76fc6ece0f4e1768cddf8853bb2d551b";
        // Message number 0 leaves the nonce as it is.
        assertEquals(sealed, hex(keys.sealed(0, bound, content)));
        assertArrayEquals(content, keys.opened(0, bound, hex(sealed)).orElseThrow());
        assertTrue(keys.opened(1, bound, hex(sealed)).isEmpty());
        assertTrue(keys.opened(0, new byte[20], hex(sealed)).isEmpty());
    }

    @Test
    void longMessagesAreSealedInPiecesAsAtOnce() throws GeneralSecurityException {
        // 16,384 bytes are a piece: none, one short of one, one, one more, and several with a rest.
        Keys keys = new Keys(new byte[32], new byte[12]);
        for (int length : new int[] {0, 16_383, 16_384, 16_385, 50_001}) {
            byte[] content = new byte[length];
            new Streams(length).of("content").nextBytes(content);
            Cipher atOnce = Cipher.getInstance("AES/GCM/NoPadding");
            atOnce.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(new byte[32], "AES"), new GCMParameterSpec(128, new byte[12]));
            atOnce.updateAAD(new byte[] {1});
            byte[] sealed = keys.sealed(0, new byte[] {1}, content);
            assertArrayEquals(atOnce.doFinal(content), sealed, "of " + length);
            assertArrayEquals(content, keys.opened(0, new byte[] {1}, sealed).orElseThrow());
        }
    }

    /**
     * A hundred keys, encapsulations and rejections, all in one digest: drawn from SHAKE-128 of nothing, 64 bytes of seed, 32 of randomness and
     * 1088 of a ciphertext that nobody made. The digest is the one that Go's standard library is checked by (crypto/internal/fips140test).
     */
    @Test
    void mlKem768OfFips203() {
        SHAKEDigest drawn = new SHAKEDigest(128);
        SHAKEDigest all = new SHAKEDigest(128);
        for (int i = 0; i < 100; i++) {
            MLKEMPrivateKeyParameters key = new MLKEMPrivateKeyParameters(MLKEMParameters.ml_kem_768, next(drawn, Agreement.SEED_BYTES));
            add(all, key.getPublicKey());
            SecretWithEncapsulation made = Agreement.encapsulated(key.getPublicKey(), next(drawn, 32)).orElseThrow();
            add(all, made.getEncapsulation());
            add(all, made.getSecret());
            assertArrayEquals(made.getSecret(), new MLKEMExtractor(key).extractSecret(made.getEncapsulation()));
            add(all, new MLKEMExtractor(key).extractSecret(next(drawn, Agreement.CIPHERTEXT_BYTES)));
        }
        assertEquals("1114b1b6699ed191734fa339376afa7e285c9e6acf6ff0177d346696ce564415", hex(next(all, 32)));
    }

    private static byte[] next(SHAKEDigest digest, int bytes) {
        byte[] next = new byte[bytes];
        digest.doOutput(next, 0, bytes);
        return next;
    }

    private static void add(SHAKEDigest digest, byte[] bytes) {
        digest.update(bytes, 0, bytes.length);
    }

    @Test
    void bothPartiesHaveTheSameSecretAndNobodyElse() {
        for (boolean hybrid : new boolean[] {false, true}) {
            Streams streams = new Streams(3);
            Agreement mine = Agreement.drawn(hybrid, streams.of("mine"));
            assertEquals(Agreement.offerBytes(hybrid), mine.share().length);
            Agreement.Answer its = Agreement.answer(hybrid, mine.share(), streams.of("its")).orElseThrow();
            assertArrayEquals(its.secret(), mine.secret(its.share()).orElseThrow());
            assertEquals(hybrid ? 64 : 32, its.secret().length);
            byte[] changed = its.share().clone();
            changed[0] ^= 1;
            assertFalse(java.util.Arrays.equals(its.secret(), mine.secret(changed).orElse(new byte[0])));
            assertTrue(mine.secret(new byte[5]).isEmpty());
            assertTrue(Agreement.answer(hybrid, new byte[5], streams.of("its")).isEmpty());
        }
        // A share of low order gives a secret that everybody knows.
        assertTrue(Agreement.answer(false, new byte[32], new Streams(3).of("its")).isEmpty());
    }
}
