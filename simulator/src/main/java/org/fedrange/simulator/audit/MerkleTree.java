package org.fedrange.simulator.audit;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.fedrange.learning.Sha256;

/**
 * The Merkle tree of RFC 6962 section 2.1 over a growing list of leaves, kept as the roots of its complete subtrees, so that
 * appending and asking for the root cost O(log n).
 *
 * <pre>
 * empty tree: SHA-256()      leaf: SHA-256(0x00 || data)      node: SHA-256(0x01 || left || right)
 * </pre>
 *
 * <p>Five leaves are the complete subtrees over leaves 1-4 and 5; the root is node(root of 1-4, leaf 5).
 */
public final class MerkleTree {
    private final MessageDigest sha256;
    /** Roots of complete subtrees, largest first; their sizes are the binary digits of {@link #size}. */
    private final List<byte[]> peaks = new ArrayList<>();

    private long size;

    /** The tree without leaves. */
    public MerkleTree() {
        sha256 = Sha256.start();
    }

    /** Appends a leaf. */
    public void append(byte[] data) {
        sha256.update((byte) 0);
        byte[] hash = sha256.digest(data);
        // As in adding one to a binary number: each carry joins two subtrees of one size.
        for (long carry = size; (carry & 1) == 1; carry >>= 1) {
            hash = join(peaks.removeLast(), hash);
        }
        peaks.add(hash);
        size++;
    }

    /** Number of leaves. */
    public long size() {
        return size;
    }

    /** The root, in lower-case hexadecimal. */
    public String root() {
        if (peaks.isEmpty()) {
            return HexFormat.of().formatHex(sha256.digest());
        }
        byte[] hash = peaks.getLast();
        for (int i = peaks.size() - 2; i >= 0; i--) {
            hash = join(peaks.get(i), hash);
        }
        return HexFormat.of().formatHex(hash);
    }

    private byte[] join(byte[] left, byte[] right) {
        sha256.update((byte) 1);
        sha256.update(left);
        return sha256.digest(right);
    }
}
