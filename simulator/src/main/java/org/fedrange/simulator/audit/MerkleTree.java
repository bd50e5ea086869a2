package org.fedrange.simulator.audit;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The Merkle tree of RFC 6962 section 2.1 over a growing list of leaves, kept as the roots of its complete subtrees, so that
 * appending and asking for the root cost O(log n). Its hashes are those of {@link MerkleHash}.
 *
 * <p>Five leaves are the complete subtrees over leaves 1-4 and 5; the root is node(root of 1-4, leaf 5).
 */
public final class MerkleTree {
    private final MerkleHash hashes = new MerkleHash();
    /** Roots of complete subtrees, largest first; their sizes are the binary digits of {@link #size}. */
    private final List<byte[]> peaks = new ArrayList<>();

    private long size;

    /** Appends a leaf. */
    public void append(byte[] data) {
        appended(data);
    }

    /** Appends a leaf and gives its hash. */
    byte[] appended(byte[] data) {
        return appended(data, 0, data.length);
    }

    /** The same with a leaf that lies between two places of {@code data}. */
    byte[] appended(byte[] data, int from, int to) {
        byte[] leaf = hashes.leaf(data, from, to);
        byte[] hash = leaf;
        // As in adding one to a binary number: each carry joins two subtrees of one size.
        for (long carry = size; (carry & 1) == 1; carry >>= 1) {
            hash = hashes.node(peaks.removeLast(), hash);
        }
        peaks.add(hash);
        size++;
        return leaf.clone();
    }

    /** Number of leaves. */
    public long size() {
        return size;
    }

    /** The root, in lower-case hexadecimal. */
    public String root() {
        if (peaks.isEmpty()) {
            return HexFormat.of().formatHex(hashes.empty());
        }
        byte[] hash = peaks.getLast();
        for (int i = peaks.size() - 2; i >= 0; i--) {
            hash = hashes.node(peaks.get(i), hash);
        }
        return HexFormat.of().formatHex(hash);
    }
}
