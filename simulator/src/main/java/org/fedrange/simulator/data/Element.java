package org.fedrange.simulator.data;

import java.nio.ByteBuffer;

/** How a file of arrays holds one number. */
enum Element {
    UNSIGNED_BYTE(1),
    SIGNED_BYTE(1),
    UNSIGNED_SHORT(2),
    SHORT(2),
    UNSIGNED_INT(4),
    INT(4),
    LONG(8),
    HALF(2),
    FLOAT(4),
    DOUBLE(8);

    private final int size;

    Element(int size) {
        this.size = size;
    }

    /** Bytes of one number. */
    int size() {
        return size;
    }

    /** The number with this index. */
    double at(ByteBuffer bytes, int index) {
        int at = index * size;
        return switch (this) {
            case UNSIGNED_BYTE -> Byte.toUnsignedInt(bytes.get(at));
            case SIGNED_BYTE -> bytes.get(at);
            case UNSIGNED_SHORT -> Short.toUnsignedInt(bytes.getShort(at));
            case SHORT -> bytes.getShort(at);
            case UNSIGNED_INT -> Integer.toUnsignedLong(bytes.getInt(at));
            case INT -> bytes.getInt(at);
            case LONG -> bytes.getLong(at);
            case HALF -> Float.float16ToFloat(bytes.getShort(at));
            case FLOAT -> bytes.getFloat(at);
            case DOUBLE -> bytes.getDouble(at);
        };
    }
}
