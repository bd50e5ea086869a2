package org.fedrange.simulator.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.kernel.PortableKernel;
import org.fedrange.learning.model.Classifier;
import org.fedrange.learning.model.LayeredModel;
import org.fedrange.learning.model.Model;

/**
 * Writes arrays of single precision as {@code numpy.savez} does, so that {@code numpy.load} and {@code initial: {file}} read them: an archive without compression, an {@code .npy} of
 * version 1.0 for each. The same arrays give the same bytes.
 *
 * <p>Example: softmax regression of 4 features and 2 classes is {@code layer1.weight}, 2 x 4, and {@code layer1.bias}, 2.
 *
 * <p>Source: NumPy documentation, "numpy.lib.format".
 */
public final class Npz {
    /** The header is padded with spaces so that numbers begin at a multiple of this. */
    private static final int ALIGNMENT = 64;
    /** Magic number, version, length of the header. */
    private static final int PREFIX_BYTES = 10;
    /** An archive must have a time: the first one that it can have, at any place of the Earth. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private Npz() {}

    /** A named array, the last dimension of which runs fastest. */
    public record Array(String name, List<Integer> shape, FloatVector numbers) {
        public Array {
            shape = List.copyOf(shape);
            if (shape.stream().reduce(1, Math::multiplyExact) != numbers.size()) {
                throw new IllegalArgumentException(name + ": " + numbers.size() + " numbers are not of the shape " + shape);
            }
        }
    }

    /** A model's parameters as arrays: for each layer weights and biases; all of them in one row where the model has no layers to name. */
    public static List<Array> parameters(Model model, Shape shape, FloatVector parameters) {
        if (!(model instanceof LayeredModel layered)) {
            return List.of(new Array("parameters", List.of(parameters.size()), parameters));
        }
        List<Array> arrays = new ArrayList<>();
        int at = 0;
        int number = 1;
        for (Classifier.Layer layer : layered.classifier(shape, new PortableKernel()).weightedLayers()) {
            int weights = layer.inputs() * layer.outputs();
            arrays.add(new Array("layer" + number + ".weight", layer.weights(), part(parameters, at, weights)));
            arrays.add(new Array("layer" + number + ".bias", List.of(layer.outputs()), part(parameters, at + weights, layer.outputs())));
            at += layer.parameters();
            number++;
        }
        return arrays;
    }

    private static FloatVector part(FloatVector vector, int from, int length) {
        return FloatVector.owning(java.util.Arrays.copyOfRange(vector.array(), from, from + length));
    }

    /** The archive. */
    public static byte[] of(List<Array> arrays) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Array array : arrays) {
                put(zip, array.name() + ".npy", npy(array));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an archive in memory cannot be written", e);
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        CRC32 sum = new CRC32();
        sum.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] npy(Array array) {
        String shape = array.shape().stream().map(String::valueOf).collect(Collectors.joining(", ")) + (array.shape().size() == 1 ? "," : "");
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + shape + "), }";
        int padded = Math.ceilDiv(PREFIX_BYTES + header.length() + 1, ALIGNMENT) * ALIGNMENT - PREFIX_BYTES;
        ByteBuffer npy = ByteBuffer.allocate(PREFIX_BYTES + padded + Float.BYTES * array.numbers().size()).order(ByteOrder.LITTLE_ENDIAN);
        npy.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0).putShort((short) padded);
        npy.put((header + " ".repeat(padded - header.length() - 1) + "\n").getBytes(StandardCharsets.US_ASCII));
        for (float number : array.numbers().array()) {
            npy.putFloat(number);
        }
        return npy.array();
    }
}
