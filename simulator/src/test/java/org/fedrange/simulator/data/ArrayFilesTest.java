package org.fedrange.simulator.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Dataset;
import org.fedrange.learning.data.Scaling;
import org.fedrange.simulator.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Files written by NumPy 1.24 and by hand. */
class ArrayFilesTest {
    /** arange(12).reshape(2, 3, 2) / 4 as float64, first dimension fastest. */
    private static final String FORTRAN = "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMiwgMywgMiksIH0gICAgICAgICAgICAgICAgICAg"
            + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAAAAAAAAAAAPg/AAAAAAAA4D8AAAAAAAAAQAAAAAAAAPA/AAAAAAAABEAAAAAA"
            + "AADQPwAAAAAAAPw/AAAAAAAA6D8AAAAAAAACQAAAAAAAAPQ/AAAAAAAABkA=";
    /** [[0.5, -2], [1, 3]] as float16. */
    private static final String HALF = "k05VTVBZAQB2AHsnZGVzY3InOiAnPGYyJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDIpLCB9ICAgICAgICAgICAgICAgICAgICAg"
            + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAOADAADwAQg==";
    /** [1, -2, 300] as int32, highest byte first. */
    private static final String BIG = "k05VTVBZAQB2AHsnZGVzY3InOiAnPmk0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDMsKSwgfSAgICAgICAgICAgICAgICAgICAgICAg"
            + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAB/////gAAASw=";
    private static final String OBJECT = "k05VTVBZAQB2AHsnZGVzY3InOiAnfE8nLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMiwpLCB9ICAgICAgICAgICAgICAgICAgICAgICAg"
            + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAqAA2NudW1weS5jb3JlLm11bHRpYXJyYXkKX3JlY29uc3RydWN0CnEAY251bXB5Cm5kYXJy"
            + "YXkKcQFLAIVxAkMBYnEDh3EEUnEFKEsBSwKFcQZjbnVtcHkKZHR5cGUKcQdYAgAAAE84cQiJiIdxCVJxCihLA1gBAAAAfHELTk5OSv////9K/////0s/dHEM"
            + "YoldcQ0oWAEAAABhcQ5OZXRxD2Iu";
    /** savez_compressed: three pictures [[0, 255], [51, 0]] with labels 1, 0, 1 at sites 7, 9, 7; a test picture of 102, label 0. */
    private static final String NPZ = "UEsDBBQAAAAIAAAAIQDvwsA2TQAAAIwAAAAQABQAdHJhaW5faW1hZ2VzLm5weQEAEACMAAAAAAAAAE0AAAAAAAAAm+wX6hsQychQxlCtnpJanFykbqWgXlNq"
            + "qK6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkaxjoKRkCkqaNQq0Ae4GL4b8wAwwBQSwMEFAAAAAgAAAAhAIvc7pBJAAAAgwAAABAAFAB0cmFpbl9s"
            + "YWJlbHMubnB5AQAQAIMAAAAAAAAASQAAAAAAAACb7BfqGxDJyFDGUK2eklqcXKRupaBeU2qorqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RrGOgqG"
            + "mjoKtQpkAy5GBkYAUEsDBBQAAAAIAAAAIQBGlOoFSgAAAIQAAAAPABQAdGVzdF9pbWFnZXMubnB5AQAQAIQAAAAAAAAASgAAAAAAAACb7BfqGxDJyFDGUK2e"
            + "klqcXKRupaBeU2qorqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RqGOgpGQKSpo1CrQB7gSgMCAFBLAwQUAAAACAAAACEAjFaFx0cAAACBAAAADwAU"
            + "AHRlc3RfbGFiZWxzLm5weQEAEACBAAAAAAAAAEcAAAAAAAAAm+wX6hsQychQxlCtnpJanFykbqWgXlNqqK6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBak"
            + "AvkahjoKhpo6CrUKZAMuBgBQSwMEFAAAAAgAAAAhAKvm+eBMAAAAmAAAAAkAFABzaXRlcy5ucHkBABAAmAAAAAAAAABMAAAAAAAAAJvsF+obEMnIUMZQrZ6S"
            + "WpxcpG6loG6TaaGuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GsY6mjoKtQoUAC52BgjghNIwPgBQSwECFAMUAAAACAAAACEA78LANk0AAACMAAAA"
            + "EAAAAAAAAAAAAAAAgAEAAAAAdHJhaW5faW1hZ2VzLm5weVBLAQIUAxQAAAAIAAAAIQCL3O6QSQAAAIMAAAAQAAAAAAAAAAAAAACAAY8AAAB0cmFpbl9sYWJl"
            + "bHMubnB5UEsBAhQDFAAAAAgAAAAhAEaU6gVKAAAAhAAAAA8AAAAAAAAAAAAAAIABGgEAAHRlc3RfaW1hZ2VzLm5weVBLAQIUAxQAAAAIAAAAIQCMVoXHRwAA"
            + "AIEAAAAPAAAAAAAAAAAAAACAAaUBAAB0ZXN0X2xhYmVscy5ucHlQSwECFAMUAAAACAAAACEAq+b54EwAAACYAAAACQAAAAAAAAAAAAAAgAEtAgAAc2l0ZXMu"
            + "bnB5UEsFBgAAAAAFAAUALQEAALQCAAAAAA==";

    @TempDir
    private Path folder = Path.of("");

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    private static double[] numbers(NumberArray array) {
        double[] numbers = new double[array.count() * array.width()];
        Arrays.setAll(numbers, array::at);
        return numbers;
    }

    private Dataset read(String features, String labels, @Nullable String hospitals, @Nullable String testFeatures, @Nullable String testLabels) {
        return new ArrayFiles(features, labels, hospitals, testFeatures, testLabels).read(folder, new Streams(1));
    }

    private String refused(String features, String labels) {
        return refused(() -> read(features, labels, null, null, null));
    }

    private static String refused(Executable reading) {
        return String.valueOf(assertThrows(Refusal.class, reading).getMessage());
    }

    private void npz() throws IOException {
        Files.write(folder.resolve("a.npz"), bytes(NPZ));
    }

    @Test
    void numpysArraysInEveryOrder() {
        NumberArray fortran = Npy.of("a.npy", bytes(FORTRAN));
        assertEquals(List.of(2, 3, 2), fortran.shape());
        assertArrayEquals(new double[] {0, .25, .5, .75, 1, 1.25, 1.5, 1.75, 2, 2.25, 2.5, 2.75}, numbers(fortran));
        assertArrayEquals(new double[] {0.5, -2, 1, 3}, numbers(Npy.of("a.npy", bytes(HALF))));
        assertArrayEquals(new double[] {1, -2, 300}, numbers(Npy.of("a.npy", bytes(BIG))));
    }

    @Test
    void aCompressedArchiveLikeThoseOfMedMnist() throws IOException {
        npz();
        Dataset data = read("a.npz/train_images", "a.npz/train_labels", "a.npz/sites", "a.npz/test_images", "a.npz/test_labels");
        // Bytes are pixels: 255 is 1 and 51 is 0.2.
        assertArrayEquals(new float[] {0, 1, 0.2f, 0, 0, 1, 0.2f, 0, 0, 1, 0.2f, 0}, data.examples().features());
        assertArrayEquals(new int[] {1, 0, 1}, data.examples().labels());
        assertArrayEquals(new float[] {0.4f, 0.4f, 0.4f, 0.4f}, data.test().orElseThrow().features());
        assertEquals(List.of("0", "1"), data.classes());
        assertEquals(List.of("7", "9"), data.sites());
        assertArrayEquals(new int[] {0, 1, 0}, data.siteOf());
        assertEquals(Scaling.AS_IS, data.scaling());
    }

    @Test
    void idxFilesOfEachTypePackedOrNot() throws IOException {
        byte[] floats = {0, 0, 0x0D, 2, 0, 0, 0, 2, 0, 0, 0, 1, 0x3f, (byte) 0x80, 0, 0, (byte) 0xc0, 0, 0, 0};
        assertArrayEquals(new double[] {1, -2}, numbers(Idx.of("a", floats)));
        byte[] labels = {0, 0, 8, 1, 0, 0, 0, 2, 7, (byte) 0xff};
        assertArrayEquals(new double[] {7, 255}, numbers(Idx.of("a", labels)));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(floats);
        }
        Files.write(folder.resolve("x.gz"), packed.toByteArray());
        Files.write(folder.resolve("y"), labels);
        Dataset data = read("x.gz", "y", null, null, null);
        assertArrayEquals(new float[] {1, -2}, data.examples().features());
        assertEquals(List.of("7", "255"), data.classes());
        assertEquals(Scaling.STANDARDISED, data.scaling());
    }

    @Test
    void brokenFilesAreRefused() throws IOException {
        byte[] half = bytes(HALF);
        assertTrue(refusedArray(Arrays.copyOf(half, half.length - 1)).contains("8 bytes of numbers promised by the shape 2 x 2, 7 there"));
        assertTrue(refusedArray(Arrays.copyOf(half, 20)).contains("ends within its header"));
        assertTrue(refusedArray(bytes(OBJECT)).contains("is no array of plain numbers"));
        assertTrue(refusedArray(new byte[] {0, 0, 8, 2, 0, 0}).contains("ends within its 2 dimensions"));
        assertTrue(refusedArray(new byte[] {0, 0, 8, 1, 0, 0, 0, 0}).contains("is empty, its shape is 0"));
        assertTrue(refusedArray("age,died".getBytes(java.nio.charset.StandardCharsets.UTF_8)).contains("neither an array of NumPy"));
        byte[] archive = bytes(NPZ);
        Files.write(folder.resolve("b.npz"), Arrays.copyOf(archive, archive.length / 2));
        assertTrue(refused("b.npz/train_images", "b.npz/train_labels").startsWith("b.npz/train_images: is damaged"));
    }

    private String refusedArray(byte[] file) throws IOException {
        Files.write(folder.resolve("x"), file);
        return refused("x", "x");
    }

    @Test
    void whatDoesNotFitTogetherIsRefused() throws IOException {
        npz();
        Files.write(folder.resolve("half.npy"), bytes(HALF));
        Files.write(folder.resolve("big.npy"), bytes(BIG));
        assertEquals("none.npy: there is no such file; looked for " + folder.resolve("none.npy") + " (relative paths begin at the experiment file)",
                refused("none.npy", "x"));
        assertEquals("a.npz/images: the file has no array images; arrays: sites, test_images, test_labels, train_images, train_labels",
                refused("a.npz/images", "x"));
        assertTrue(refused("a.npz", "x").endsWith("; name one of its arrays, as in a.npz/train_images"));
        assertEquals("half.npy: must hold one number for each of the 3 examples, its shape is 2 x 2", refused("a.npz/train_images", "half.npy"));
        assertEquals("a.npz/test_labels: must hold one number for each of the 2 examples, its shape is 1 x 1", refused("half.npy", "a.npz/test_labels"));
        assertTrue(refused(() -> read("big.npy", "a.npz/train_labels", null, "half.npy", "big.npy")).startsWith("half.npy: an example is 2 numbers (HALF), but one of big.npy is 1 (INT)"));
        assertTrue(refused(() -> read("big.npy", "a.npz/train_labels", null, "big.npy", "big.npy")).startsWith("big.npy, example 2: the label -2 is not among"));
        assertThrows(IllegalArgumentException.class, () -> new ArrayFiles("a", "b", null, "c", null));
    }
}
