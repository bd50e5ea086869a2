package org.fedrange.aggregation.secure;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How a node is asked to take part in a secure sum.
 *
 * @param terms what the parties agree on
 * @param holders who is to hold its shares, and whose shares it is to hold
 */
public record Invitation(Terms terms, SortedSet<Integer> holders) {
    private static final int TEXTS = 0;
    private static final int NUMBERS = 1;

    public Invitation {
        holders = Collections.unmodifiableSortedSet(new TreeSet<>(holders));
    }

    /** As on the wire: texts, numbers, members and holders. */
    public byte[] encoded() {
        SortedMap<Integer, byte[]> head = new TreeMap<>();
        head.put(TEXTS, (terms.run() + "\n" + terms.model()).getBytes(StandardCharsets.UTF_8));
        head.put(NUMBERS, ByteBuffer.allocate(5 * Integer.BYTES).putInt(terms.round()).putInt(terms.threshold()).putInt(terms.words())
                .putInt(terms.modulusBits()).putInt(terms.signed() ? 1 : 0).array());
        return Entries.encoded(head, Entries.of(terms.members()), Entries.of(holders));
    }

    /**
     * From the wire.
     *
     * @throws IllegalArgumentException where it is not well formed
     */
    public static Invitation decoded(byte[] bytes) {
        List<SortedMap<Integer, byte[]>> tables = Entries.decoded(bytes, 3);
        byte[] texts = tables.getFirst().get(TEXTS);
        byte[] numbers = tables.getFirst().get(NUMBERS);
        if (texts == null || numbers == null || numbers.length != 5 * Integer.BYTES) {
            throw new IllegalArgumentException("not an invitation");
        }
        String[] text = new String(texts, StandardCharsets.UTF_8).split("\n", 2);
        ByteBuffer number = ByteBuffer.wrap(numbers);
        Terms terms = new Terms(
                text[0], number.getInt(), text.length < 2 ? "" : text[1], number.getInt(), number.getInt(), number.getInt(), number.getInt() != 0,
                new ArrayList<>(Entries.nodes(tables.get(1))));
        return new Invitation(terms, Entries.nodes(tables.get(2)));
    }
}
