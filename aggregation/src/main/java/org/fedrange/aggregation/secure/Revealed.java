package org.fedrange.aggregation.secure;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The shares a node gives away in the last exchange.
 *
 * @param selfMasks by survivor, a share of its self mask's seed
 * @param maskingKeys by dropped node, a share of its masking key
 */
public record Revealed(SortedMap<Integer, long[]> selfMasks, SortedMap<Integer, long[]> maskingKeys) {
    /** Bytes of a share. */
    static final int SHARE_BYTES = Shamir.LIMBS * Long.BYTES;

    public Revealed {
        selfMasks = Collections.unmodifiableSortedMap(new TreeMap<>(selfMasks));
        maskingKeys = Collections.unmodifiableSortedMap(new TreeMap<>(maskingKeys));
    }

    static byte[] bytes(long[] share) {
        ByteBuffer buffer = ByteBuffer.allocate(SHARE_BYTES);
        for (long limb : share) {
            buffer.putLong(limb);
        }
        return buffer.array();
    }

    static long[] share(byte[] bytes) {
        if (bytes.length != SHARE_BYTES) {
            throw new IllegalArgumentException("not a share: " + bytes.length + " bytes");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long[] share = new long[Shamir.LIMBS];
        for (int i = 0; i < share.length; i++) {
            share[i] = buffer.getLong();
            if (share[i] < 0 || share[i] >= Shamir.P) {
                throw new IllegalArgumentException("not a share: a limb outside of the field");
            }
        }
        return share;
    }

    /** As on the wire. */
    public byte[] encoded() {
        return Entries.encoded(rows(selfMasks), rows(maskingKeys));
    }

    /** From the wire. */
    public static Revealed decoded(byte[] bytes) {
        List<SortedMap<Integer, byte[]>> tables = Entries.decoded(bytes, 2);
        return new Revealed(shares(tables.get(0)), shares(tables.get(1)));
    }

    private static SortedMap<Integer, byte[]> rows(SortedMap<Integer, long[]> shares) {
        SortedMap<Integer, byte[]> rows = new TreeMap<>();
        shares.forEach((node, share) -> rows.put(node, bytes(share)));
        return rows;
    }

    private static SortedMap<Integer, long[]> shares(SortedMap<Integer, byte[]> rows) {
        SortedMap<Integer, long[]> shares = new TreeMap<>();
        rows.forEach((node, row) -> shares.put(node, share(row)));
        return shares;
    }
}
