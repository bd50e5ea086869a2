package org.fedrange.simulator.data;

import java.nio.ByteBuffer;

/**
 * An array of bytes in the IDX format: two zeros, the type 8, the number of dimensions, each dimension as a big-endian int, the bytes.
 *
 * <p>Example: {@code 00 00 08 01 | 00 00 00 02 | 07 09} is the list 7, 9.
 *
 * <p>Source: LeCun, Cortes, Burges, "The MNIST Database", file formats.
 *
 * @param count first dimension: number of examples
 * @param width product of the others: bytes of one example
 * @param values the bytes, unsigned
 */
record Idx(int count, int width, byte[] values) {
    private static final int UNSIGNED_BYTES = 0x08;

    /** The array in a file's bytes. */
    static Idx of(byte[] file) {
        ByteBuffer buffer = ByteBuffer.wrap(file);
        int magic = buffer.getInt();
        if (magic >> 8 != UNSIGNED_BYTES) {
            throw new IllegalArgumentException("not an IDX file of bytes: begins with " + Integer.toHexString(magic));
        }
        int count = buffer.getInt();
        int width = 1;
        for (int dimension = 1; dimension < (magic & 0xff); dimension++) {
            width = Math.multiplyExact(width, buffer.getInt());
        }
        if (buffer.remaining() != (long) count * width) {
            throw new IllegalArgumentException(count + " times " + width + " bytes promised, " + buffer.remaining() + " there");
        }
        byte[] values = new byte[buffer.remaining()];
        buffer.get(values);
        return new Idx(count, width, values);
    }

    /** An unsigned byte. */
    int at(int index) {
        return Byte.toUnsignedInt(values[index]);
    }
}
