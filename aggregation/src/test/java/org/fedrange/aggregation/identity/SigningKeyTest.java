package org.fedrange.aggregation.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.fedrange.learning.Streams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SigningKeyTest {
    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    /** RFC 8032, section 7.1, tests 1 to 3. */
    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
                + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
                + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
                + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,af82,"
                + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
    })
    void signsAsTheStandardSays(String secret, String open, String message, String signature) {
        SigningKey key = SigningKey.of(hex(secret));
        assertArrayEquals(hex(open), key.open().encoded());
        assertArrayEquals(hex(signature), key.sign(hex(message)));
        assertTrue(key.open().verifies(hex(message), hex(signature)));
    }

    @Test
    void everyBitOfAMessageAndOfItsSignatureCounts() {
        SigningKey key = SigningKey.drawn(new Streams(1).of("key"));
        byte[] message = hex("00ff10");
        byte[] signature = key.sign(message);
        for (int bit = 0; bit < 8 * message.length; bit++) {
            assertFalse(key.open().verifies(flipped(message, bit), signature));
        }
        for (int bit = 0; bit < 8 * signature.length; bit++) {
            assertFalse(key.open().verifies(message, flipped(signature, bit)));
        }
        assertFalse(key.open().verifies(message, new byte[0]));
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] result = bytes.clone();
        result[bit / 8] ^= (byte) (1 << bit % 8);
        return result;
    }

    @Test
    void aStreamHasOneKeyAndAnotherAnother() {
        Streams streams = new Streams(7);
        assertEquals(SigningKey.drawn(streams.of("key", 0, 1)).open(), SigningKey.drawn(streams.of("key", 0, 1)).open());
        assertNotEquals(SigningKey.drawn(streams.of("key", 0, 1)).open(), SigningKey.drawn(streams.of("key", 0, 2)).open());
    }

    @Test
    void lengthsAreCheckedAndSecretsAreNotShown() {
        assertThrows(IllegalArgumentException.class, () -> SigningKey.of(new byte[31]));
        assertThrows(IllegalArgumentException.class, () -> VerifyingKey.of(new byte[33]));
        String secret = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
        assertEquals("the signing key of key d75a980182b10ab7", SigningKey.of(hex(secret)).toString());
    }
}
