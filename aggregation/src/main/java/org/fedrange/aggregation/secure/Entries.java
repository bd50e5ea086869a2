package org.fedrange.aggregation.secure;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** How messages look on the wire: tables from node to bytes, one after another, each row as node, length and bytes. */
final class Entries {
    private static final byte[] NOTHING = {};

    private Entries() {}

    /** These tables as bytes. */
    @SafeVarargs
    static byte[] encoded(SortedMap<Integer, byte[]>... tables) {
        int size = 0;
        for (SortedMap<Integer, byte[]> table : tables) {
            size += Integer.BYTES;
            for (byte[] row : table.values()) {
                size += 2 * Integer.BYTES + row.length;
            }
        }
        ByteBuffer buffer = ByteBuffer.allocate(size);
        for (SortedMap<Integer, byte[]> table : tables) {
            buffer.putInt(table.size());
            table.forEach((node, row) -> buffer.putInt(node).putInt(row.length).put(row));
        }
        return buffer.array();
    }

    /**
     * So many tables from bytes.
     *
     * @throws IllegalArgumentException where the bytes are not exactly that many tables, each in rising order of its nodes
     */
    static List<SortedMap<Integer, byte[]>> decoded(byte[] bytes, int tables) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        List<SortedMap<Integer, byte[]>> decoded = new ArrayList<>();
        for (int i = 0; i < tables; i++) {
            decoded.add(table(buffer));
        }
        require(!buffer.hasRemaining());
        return decoded;
    }

    private static SortedMap<Integer, byte[]> table(ByteBuffer buffer) {
        require(buffer.remaining() >= Integer.BYTES);
        int rows = buffer.getInt();
        SortedMap<Integer, byte[]> table = new TreeMap<>();
        for (int row = 0; row < rows; row++) {
            require(buffer.remaining() >= 2 * Integer.BYTES);
            int node = buffer.getInt();
            int length = buffer.getInt();
            require(node >= 0 && length >= 0 && length <= buffer.remaining() && (table.isEmpty() || table.lastKey() < node));
            byte[] bytes = new byte[length];
            buffer.get(bytes);
            table.put(node, bytes);
        }
        return table;
    }

    private static void require(boolean wellFormed) {
        if (!wellFormed) {
            throw new IllegalArgumentException("not a well-formed message");
        }
    }

    /** A set of nodes as a table. */
    static SortedMap<Integer, byte[]> of(Collection<Integer> nodes) {
        SortedMap<Integer, byte[]> table = new TreeMap<>();
        nodes.forEach(node -> table.put(node, NOTHING));
        return table;
    }

    /** The nodes of a table. */
    static SortedSet<Integer> nodes(SortedMap<Integer, byte[]> table) {
        return new TreeSet<>(table.keySet());
    }
}
