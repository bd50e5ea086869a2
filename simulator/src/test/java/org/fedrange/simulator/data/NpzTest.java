package org.fedrange.simulator.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.model.Mlp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzTest {
    @TempDir
    Path folder;

    @Test
    void oneArrayByHand() throws IOException {
        Path file = Files.write(folder.resolve("a.npz"), Npz.of(List.of(new Npz.Array("a", List.of(2, 2), FloatVector.of(1, 2, 3, 4)))));
        try (ZipFile zip = new ZipFile(file.toFile())) {
            byte[] npy = zip.getInputStream(zip.getEntry("a.npy")).readAllBytes();
            // Magic, version 1.0, a header of 118 bytes so that numbers begin at 128, four floats, lowest byte first: 1 is 00 00 80 3f.
            assertEquals(128 + 16, npy.length);
            assertArrayEquals(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0}, java.util.Arrays.copyOf(npy, 10));
            String header = new String(npy, 10, 118, StandardCharsets.US_ASCII);
            assertEquals("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }", header.strip());
            assertEquals('\n', header.charAt(117));
            assertEquals(3, ByteBuffer.wrap(npy).order(ByteOrder.LITTLE_ENDIAN).getFloat(128 + 8));
        }
    }

    @Test
    void whatIsWrittenIsReadAndTheSameBytesComeAgain() throws IOException {
        List<Npz.Array> arrays = List.of(new Npz.Array("w", List.of(1, 2, 3), FloatVector.of(1, 2, 3, 4, 5, 6)), new Npz.Array("b", List.of(1), FloatVector.of(-0.5f)));
        Path file = Files.write(folder.resolve("model.npz"), Npz.of(arrays));
        List<NumberArray> read = new ArrayFile(folder, "model.npz").all();
        assertEquals(List.of(List.of(1, 2, 3), List.of(1)), read.stream().map(NumberArray::shape).toList());
        assertEquals(6, read.get(0).at(5));
        assertEquals(-0.5, read.get(1).at(0));
        assertArrayEquals(Files.readAllBytes(file), Npz.of(arrays));
    }

    @Test
    void aPerceptronIsWeightsAndBiasesLayerByLayer() {
        // 2 features, 3 hidden units, 2 classes: 6 + 3 + 6 + 2 = 17 numbers.
        float[] numbers = new float[17];
        for (int i = 0; i < 17; i++) {
            numbers[i] = i;
        }
        List<Npz.Array> arrays = Npz.parameters(new Mlp(List.of(3)), new Shape(2, 2), FloatVector.of(numbers));
        assertEquals(List.of("layer1.weight", "layer1.bias", "layer2.weight", "layer2.bias"), arrays.stream().map(Npz.Array::name).toList());
        assertEquals(List.of(List.of(3, 2), List.of(3), List.of(2, 3), List.of(2)), arrays.stream().map(Npz.Array::shape).toList());
        assertEquals(FloatVector.of(6, 7, 8), arrays.get(1).numbers());
        assertEquals(FloatVector.of(15, 16), arrays.get(3).numbers());
    }

    @Test
    void numbersThatDoNotFitTheirShapeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Npz.Array("a", List.of(2, 2), FloatVector.of(1, 2, 3)));
    }
}
