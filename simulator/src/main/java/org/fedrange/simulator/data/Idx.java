package org.fedrange.simulator.data;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fedrange.simulator.Refusal;

/**
 * Arrays in the IDX format of MNIST: two zeros, a byte for the type, the number of dimensions, each dimension as an int, the numbers; all
 * with the highest byte first.
 *
 * <p>Example: {@code 00 00 08 01 | 00 00 00 02 | 07 09} is the list 7, 9.
 *
 * <p>Source: LeCun, Cortes, Burges, "The MNIST Database", file formats.
 */
final class Idx {
    private static final Map<Integer, Element> TYPES = Map.of(
            0x08, Element.UNSIGNED_BYTE, 0x09, Element.SIGNED_BYTE, 0x0B, Element.SHORT, 0x0C, Element.INT, 0x0D, Element.FLOAT,
            0x0E, Element.DOUBLE);

    private Idx() {}

    /** Whether a file begins as such files do. */
    static boolean begins(byte[] file) {
        return file.length >= 4 && file[0] == 0 && file[1] == 0 && TYPES.containsKey((int) file[2]) && file[3] > 0;
    }

    /**
     * The array in a file's bytes.
     *
     * @param name how refusals call it
     */
    static NumberArray of(String name, byte[] file) {
        if (!begins(file)) {
            throw new Refusal(name + ": is no IDX file of numbers");
        }
        ByteBuffer buffer = ByteBuffer.wrap(file, 4, file.length - 4);
        if (buffer.remaining() < Integer.BYTES * file[3]) {
            throw new Refusal(name + ": ends within its " + file[3] + " dimensions");
        }
        List<Integer> shape = new ArrayList<>();
        for (int dimension = 0; dimension < file[3]; dimension++) {
            shape.add(buffer.getInt());
        }
        return new NumberArray(name, shape, Objects.requireNonNull(TYPES.get((int) file[2])), buffer);
    }
}
