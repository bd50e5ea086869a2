package org.fedrange.simulator.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fedrange.simulator.Refusal;

/**
 * Arrays in NumPy's format: a magic number, a header in Python's notation, the numbers. Arrays of Python objects are refused: they hold
 * programs.
 *
 * <p>Example: {@code {'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }} is two rows of three floats, lowest byte first.
 *
 * <p>Source: NumPy documentation, "numpy.lib.format", versions 1.0 to 3.0.
 */
final class Npy {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern TYPE = Pattern.compile("'descr':\\s*'([<>|=])([a-zA-Z]\\d*)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order':\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([\\d, ]*)\\)");
    private static final Map<String, Element> TYPES = Map.ofEntries(
            Map.entry("u1", Element.UNSIGNED_BYTE), Map.entry("i1", Element.SIGNED_BYTE), Map.entry("b1", Element.SIGNED_BYTE),
            Map.entry("u2", Element.UNSIGNED_SHORT), Map.entry("i2", Element.SHORT), Map.entry("u4", Element.UNSIGNED_INT),
            Map.entry("i4", Element.INT), Map.entry("i8", Element.LONG), Map.entry("f2", Element.HALF), Map.entry("f4", Element.FLOAT),
            Map.entry("f8", Element.DOUBLE));

    private Npy() {}

    /** Whether a file begins as such files do. */
    static boolean begins(byte[] file) {
        return file.length >= MAGIC.length && Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /**
     * The array in a file's bytes.
     *
     * @param name how refusals call it
     */
    static NumberArray of(String name, byte[] file) {
        int sizes = file.length > MAGIC.length && file[MAGIC.length] == 1 ? 2 : 4;
        int start = MAGIC.length + 2 + sizes;
        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (!begins(file) || file.length < start) {
            throw new Refusal(name + ": is no file of NumPy");
        }
        int length = sizes == 2 ? Short.toUnsignedInt(buffer.getShort(start - 2)) : buffer.getInt(start - 4);
        if (length < 0 || length > file.length - start) {
            throw new Refusal(name + ": ends within its header");
        }
        return of(name, new String(file, start, length, StandardCharsets.ISO_8859_1), buffer.position(start + length));
    }

    private static NumberArray of(String name, String header, ByteBuffer numbers) {
        Matcher type = TYPE.matcher(header);
        Matcher order = ORDER.matcher(header);
        Matcher shape = SHAPE.matcher(header);
        if (!type.find() || !TYPES.containsKey(type.group(2))) {
            throw new Refusal(name + ": is no array of plain numbers; its header says " + header.strip()
                    + "; allowed types: " + String.join(", ", TYPES.keySet().stream().sorted().toList()));
        }
        if (!order.find() || !shape.find()) {
            throw new Refusal(name + ": its header is damaged: " + header.strip());
        }
        numbers.order(type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        List<Integer> dimensions = Stream.of(shape.group(1).split(",")).map(String::strip).filter(text -> !text.isEmpty())
                .map(Integer::valueOf).toList();
        NumberArray array = new NumberArray(name, dimensions, Objects.requireNonNull(TYPES.get(type.group(2))), numbers);
        return order.group(1).equals("True") ? rowsFirst(array) : array;
    }

    /** The array with its last dimension fastest, given one whose first is. */
    private static NumberArray rowsFirst(NumberArray columnsFirst) {
        List<Integer> shape = columnsFirst.shape();
        int size = columnsFirst.element().size();
        ByteBuffer from = columnsFirst.bytes();
        ByteBuffer to = ByteBuffer.allocate(from.remaining()).order(from.order());
        for (int index = 0; index < from.remaining() / size; index++) {
            int rest = index;
            int target = 0;
            // The first dimension is the quickest there; what is left of the index after it counts the others.
            int[] place = new int[shape.size()];
            for (int dimension = 0; dimension < place.length; dimension++) {
                place[dimension] = rest % shape.get(dimension);
                rest /= shape.get(dimension);
            }
            for (int dimension = 0; dimension < place.length; dimension++) {
                target = target * shape.get(dimension) + place[dimension];
            }
            to.put(target * size, from, index * size, size);
        }
        return new NumberArray(columnsFirst.name(), shape, columnsFirst.element(), to);
    }
}
