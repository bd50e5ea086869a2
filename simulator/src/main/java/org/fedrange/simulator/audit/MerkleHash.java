package org.fedrange.simulator.audit;

import java.security.MessageDigest;
import java.util.List;
import org.fedrange.learning.Sha256;

/**
 * The hashes of a Merkle tree of RFC 6962 section 2.1, which RFC 9162 keeps:
 *
 * <pre>
 * empty tree: SHA-256()      leaf: SHA-256(0x00 || data)      node: SHA-256(0x01 || left || right)
 * </pre>
 *
 * <p>Holds a digest of its own: for one thread at a time.
 */
public final class MerkleHash {
    private final MessageDigest sha256 = Sha256.start();

    /** Hash of the tree without leaves. */
    public byte[] empty() {
        return sha256.digest();
    }

    /** Hash of a leaf. */
    public byte[] leaf(byte[] data) {
        return leaf(data, 0, data.length);
    }

    /** Hash of a leaf that lies between two places of {@code data}. */
    byte[] leaf(byte[] data, int from, int to) {
        sha256.update((byte) 0);
        sha256.update(data, from, to - from);
        return sha256.digest();
    }

    /** Hash of a node over its two subtrees. */
    public byte[] node(byte[] left, byte[] right) {
        sha256.update((byte) 1);
        sha256.update(left);
        return sha256.digest(right);
    }

    /** Root over the hashes of leaves, by the recursion of the RFC: split at the largest power of two smaller than their number. */
    public byte[] root(List<byte[]> leaves) {
        return switch (leaves.size()) {
            case 0 -> empty();
            case 1 -> leaves.getFirst();
            default -> {
                int split = split(leaves.size());
                yield node(root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
            }
        };
    }

    /** The largest power of two smaller than {@code leaves}, which is at least 2. */
    static int split(int leaves) {
        return Integer.highestOneBit(leaves - 1);
    }
}
