package org.fedrange.aggregation.secure;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the coordinator asks for in the last exchange: a share of the self mask of each survivor, and of the masking key of each node
 * that shared keys and then sent nothing.
 *
 * @param survivors whose masked vectors are in the sum
 * @param dropped whose pairwise masks are left over
 * @param signatures signatures on the survivor list; empty in the variant without
 */
public record Unmasking(SortedSet<Integer> survivors, SortedSet<Integer> dropped, SortedMap<Integer, byte[]> signatures) {
    private static final byte[] LABEL = "survivors".getBytes(StandardCharsets.US_ASCII);

    public Unmasking {
        survivors = Collections.unmodifiableSortedSet(new TreeSet<>(survivors));
        dropped = Collections.unmodifiableSortedSet(new TreeSet<>(dropped));
        signatures = Collections.unmodifiableSortedMap(new TreeMap<>(signatures));
    }

    /** The same, and a share of this node's masking key besides. */
    Unmasking dropping(int node) {
        SortedSet<Integer> more = new TreeSet<>(dropped);
        more.add(node);
        return new Unmasking(survivors, more, signatures);
    }

    /** What is signed about a survivor list. */
    static byte[] statement(byte[] context, SortedSet<Integer> survivors) {
        ByteBuffer buffer = ByteBuffer.allocate(LABEL.length + context.length + survivors.size() * Integer.BYTES).put(LABEL).put(context);
        survivors.forEach(buffer::putInt);
        return buffer.array();
    }

    /** As on the wire. */
    public byte[] encoded() {
        return Entries.encoded(Entries.of(survivors), Entries.of(dropped), signatures);
    }

    /** From the wire. */
    public static Unmasking decoded(byte[] bytes) {
        List<SortedMap<Integer, byte[]>> tables = Entries.decoded(bytes, 3);
        return new Unmasking(Entries.nodes(tables.get(0)), Entries.nodes(tables.get(1)), tables.get(2));
    }
}
