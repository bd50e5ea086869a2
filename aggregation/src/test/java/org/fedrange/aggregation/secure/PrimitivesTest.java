package org.fedrange.aggregation.secure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;
import org.fedrange.aggregation.identity.SigningKey;
import org.fedrange.aggregation.identity.VerifyingKey;
import org.fedrange.learning.Streams;
import org.junit.jupiter.api.Test;

/** Known answers: each primitive from its own standard, and Shamir's scheme by hand and against BigInteger. */
class PrimitivesTest {
    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    @Test
    void aNameHasOneStreamUnderASecretAndAnotherUnderAnother() {
        byte[] secret = hex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
        long first = Keystream.derived(secret, new byte[] {1}).nextLong();
        assertEquals(first, Keystream.derived(secret, new byte[] {1}).nextLong());
        assertFalse(first == Keystream.derived(secret, new byte[] {2}).nextLong());
        assertFalse(first == Keystream.derived(hex("00"), new byte[] {1}).nextLong());
        // Of 64,000 bits half are ones, with a deviation of sqrt(64,000) / 2 = 126.
        RandomGenerator stream = Keystream.derived(secret, new byte[] {3});
        assertEquals(32_000, java.util.stream.IntStream.range(0, 1000).map(i -> Long.bitCount(stream.nextLong())).sum(), 4 * 126);
    }

    @Test
    void x25519OfRfc7748Section61() {
        KeyPair bob = KeyPair.of(hex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb"));
        assertEquals("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f", HexFormat.of().formatHex(bob.open()));
        byte[] shared = new byte[32];
        new X25519PrivateKeyParameters(bob.secret()).generateSecret(
                new X25519PublicKeyParameters(hex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a")), shared, 0);
        assertEquals("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742", HexFormat.of().formatHex(shared));
    }

    @Test
    void aKeyOfLowOrderIsRefused() {
        KeyPair mine = KeyPair.drawn(new Streams(1).of("key"));
        assertThrows(IllegalArgumentException.class, () -> mine.agreed(new byte[32], new byte[32], "share", 16));
    }

    @Test
    void ed25519OfRfc8032Section71() {
        SigningKey key = SigningKey.of(hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));
        SortedMap<Integer, VerifyingKey> enrolled = new TreeMap<>();
        enrolled.put(7, key.open());
        Ed25519Identity identity = new Ed25519Identity(key, enrolled);
        byte[] signature = identity.sign(hex("72"));
        assertEquals(
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
                HexFormat.of().formatHex(signature));
        assertTrue(identity.signed(7, hex("72"), signature));
        assertFalse(identity.signed(7, hex("73"), signature));
        assertFalse(identity.signed(8, hex("72"), signature));
    }

    @Test
    void hkdfOfRfc5869CaseOne() throws Exception {
        byte[] okm = KDF.getInstance("HKDF-SHA256").deriveData(HKDFParameterSpec.ofExtract()
                .addIKM(hex("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b")).addSalt(hex("000102030405060708090a0b0c"))
                .thenExpand(hex("f0f1f2f3f4f5f6f7f8f9"), 42));
        assertEquals("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865", HexFormat.of().formatHex(okm));
    }

    @Test
    void aesCounterModeOfSp80038AF51() throws Exception {
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(hex("2b7e151628aed2a6abf7158809cf4f3c"), "AES"),
                new IvParameterSpec(hex("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff")));
        assertEquals("874d6191b620e3261bef6864990db6ce", HexFormat.of().formatHex(cipher.doFinal(hex("6bc1bee22e409f96e93d7e117393172a"))));
    }

    @Test
    void aesGcmOfTheGcmSpecificationCaseFour() throws Exception {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(hex("feffe9928665731c6d6a8f9467308308"), "AES"),
                new GCMParameterSpec(128, hex("cafebabefacedbaddecaf888")));
        cipher.updateAAD(hex("feedfacedeadbeeffeedfacedeadbeefabaddad2"));
        byte[] sealed = cipher.doFinal(hex("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"));
        assertEquals("5bc94fbc3221a5db94fae95ae7121a47", HexFormat.of().formatHex(sealed).substring(2 * (sealed.length - 16)));
    }

    @Test
    void theMaskIsTheKeystreamInLittleEndianWords() throws Exception {
        byte[] key = hex("000102030405060708090a0b0c0d0e0f");
        Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        // Block i of the keystream is the encryption of the number i.
        int words = 20_001;
        ByteBuffer expected = ByteBuffer.allocate((words + 3) / 4 * 16).order(ByteOrder.LITTLE_ENDIAN);
        for (int block = 0; block * 4 < words; block++) {
            expected.put(cipher.doFinal(ByteBuffer.allocate(16).putLong(8, block).array()));
        }
        int[] masked = new int[words];
        Keystream.mask(key, masked, true);
        for (int i = 0; i < words; i++) {
            assertEquals(expected.getInt(4 * i), masked[i]);
        }
        Keystream.mask(key, masked, false);
        assertArrayEquals(new int[words], masked);
        assertEquals(expected.getLong(0), new Keystream(key).nextLong());
    }

    @Test
    void shamirByHand() {
        // f(x) = 42 + 7 x + 3 x^2: f(1) = 52, f(2) = 68, f(3) = 90; at 0, Lagrange's weights are 3, -3, 1.
        long[] polynomial = {42, 7, 3};
        assertEquals(52, Shamir.at(polynomial, 1));
        assertEquals(68, Shamir.at(polynomial, 2));
        assertEquals(90, Shamir.at(polynomial, 3));
        assertArrayEquals(new long[] {3, Shamir.P - 3, 1}, Shamir.weights(new int[] {1, 2, 3}, 0));
        long[] limbs = Shamir.combined(new long[] {3, Shamir.P - 3, 1}, new long[][] {{52, 0, 0, 0, 0}, {68, 0, 0, 0, 0}, {90, 0, 0, 0, 0}});
        assertEquals(42, limbs[0]);
    }

    @Test
    void theFieldAgreesWithBigInteger() {
        BigInteger p = BigInteger.TWO.pow(61).subtract(BigInteger.ONE);
        RandomGenerator stream = new Streams(3).of("field");
        for (int i = 0; i < 20_000; i++) {
            // Often near the ends, where folding goes wrong first.
            long a = i % 3 == 0 ? Shamir.P - 1 - stream.nextInt(4) : stream.nextLong(Shamir.P);
            long b = i % 5 == 0 ? stream.nextInt(4) : stream.nextLong(Shamir.P);
            BigInteger product = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).mod(p);
            assertEquals(product.longValueExact(), Shamir.multiply(a, b), () -> a + " * " + b);
            assertEquals(BigInteger.valueOf(a).add(BigInteger.valueOf(b)).mod(p).longValueExact(), Shamir.add(a, b));
            if (a != 0) {
                assertEquals(1, Shamir.multiply(a, Shamir.inverse(a)));
            }
        }
    }

    @Test
    void anyThresholdOfSharesGiveTheSecretAndFewerDoNot() {
        byte[] secret = new byte[32];
        new Streams(5).of("secret").nextBytes(secret);
        int[] points = {1, 2, 5, 9, 10};
        long[][] shares = Shamir.split(secret, 3, points, new Streams(5).of("coefficients"));
        for (int bits = 0; bits < 32; bits++) {
            List<Integer> chosen = List.copyOf(SecureRound.set(bits));
            int[] at = chosen.stream().mapToInt(i -> points[i]).toArray();
            long[][] its = chosen.stream().map(i -> shares[i]).toArray(long[][]::new);
            long[] limbs = Shamir.combined(Shamir.weights(at, 0), its);
            if (chosen.size() >= 3) {
                assertArrayEquals(secret, Shamir.secret(limbs), chosen::toString);
            } else {
                // Any secret is as likely as any other: the one found is the right one with probability 2^-61 for each limb.
                long wrong = limbs[0];
                assertTrue(wrong != Shamir.combined(Shamir.weights(points, 0), shares)[0], () -> chosen + " of 3 shares gave the first limb " + wrong);
            }
        }
    }

    @Test
    void anEnvelopeOpensOnlyWhereItWasSentTo() {
        byte[] key = new byte[16];
        byte[] sealed = new Envelope(new byte[32], 1, 2).sealed(key, "shares".getBytes(StandardCharsets.US_ASCII));
        assertEquals("shares", new String(new Envelope(new byte[32], 1, 2).opened(key, sealed).orElseThrow(), StandardCharsets.US_ASCII));
        byte[] otherRound = new byte[32];
        otherRound[0] = 1;
        assertTrue(new Envelope(otherRound, 1, 2).opened(key, sealed).isEmpty());
        assertTrue(new Envelope(new byte[32], 2, 1).opened(key, sealed).isEmpty());
        for (int bit = 0; bit < 8 * sealed.length; bit++) {
            byte[] flipped = sealed.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertTrue(new Envelope(new byte[32], 1, 2).opened(key, flipped).isEmpty());
        }
    }

    @Test
    void messagesThatAreNotWellFormedAreRefused() {
        SortedMap<Integer, byte[]> table = new TreeMap<>();
        table.put(3, new byte[] {1, 2});
        table.put(5, new byte[0]);
        byte[] encoded = Entries.encoded(table, new TreeMap<>());
        assertArrayEquals(encoded, Entries.encoded(Entries.decoded(encoded, 2).get(0), Entries.decoded(encoded, 2).get(1)));
        for (int length = 0; length < encoded.length; length++) {
            byte[] shorter = java.util.Arrays.copyOf(encoded, length);
            assertThrows(IllegalArgumentException.class, () -> Entries.decoded(shorter, 2));
        }
        assertThrows(IllegalArgumentException.class, () -> Entries.decoded(java.util.Arrays.copyOf(encoded, encoded.length + 1), 2));
        byte[] twice = ByteBuffer.allocate(20).putInt(2).putInt(3).putInt(0).putInt(3).putInt(0).array();
        assertThrows(IllegalArgumentException.class, () -> Entries.decoded(twice, 1));
    }
}
