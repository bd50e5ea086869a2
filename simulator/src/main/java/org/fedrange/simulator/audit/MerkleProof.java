package org.fedrange.simulator.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * Proofs about a Merkle tree, made from the hashes of its leaves and checked without them.
 *
 * <p>An inclusion proof shows that a leaf stands at an index; a consistency proof, that the tree of a smaller size is a prefix of the tree of
 * a larger: that nothing was edited, dropped or put in between, only added.
 *
 * <p>Example, three leaves a, b, c: the proof that b stands at index 1 is (a, c), since node(node(a, b), c) is the root; the proof that (a, b)
 * grew into (a, b, c) is (c).
 *
 * <p>Source: RFC 9162, sections 2.1.3 and 2.1.4.
 */
public final class MerkleProof {
    private MerkleProof() {}

    /**
     * The proof that a leaf stands at {@code index} of the tree over all {@code leaves}.
     *
     * @throws IndexOutOfBoundsException where there is no such leaf
     */
    public static List<byte[]> inclusion(List<byte[]> leaves, int index) {
        java.util.Objects.checkIndex(index, leaves.size());
        List<byte[]> path = new ArrayList<>();
        collect(new MerkleHash(), leaves, index, path);
        return path;
    }

    private static void collect(MerkleHash hash, List<byte[]> leaves, int index, List<byte[]> path) {
        if (leaves.size() == 1) {
            return;
        }
        int split = MerkleHash.split(leaves.size());
        List<byte[]> left = leaves.subList(0, split);
        List<byte[]> right = leaves.subList(split, leaves.size());
        if (index < split) {
            collect(hash, left, index, path);
            path.add(hash.root(right));
        } else {
            collect(hash, right, index - split, path);
            path.add(hash.root(left));
        }
    }

    /** Whether {@code path} proves that the leaf with this hash stands at {@code index} of the tree of {@code size} leaves and this root. */
    public static boolean included(byte[] leaf, long index, long size, List<byte[]> path, byte[] root) {
        if (index < 0 || index >= size) {
            return false;
        }
        MerkleHash hash = new MerkleHash();
        long at = index;
        long last = size - 1;
        byte[] result = leaf;
        for (byte[] sibling : path) {
            if (last == 0) {
                return false;
            }
            if ((at & 1) == 1 || at == last) {
                result = hash.node(sibling, result);
                while ((at & 1) == 0 && at != 0) {
                    at >>= 1;
                    last >>= 1;
                }
            } else {
                result = hash.node(result, sibling);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(result, root);
    }

    /**
     * The proof that the tree over the first {@code size} leaves is a prefix of the tree over all of them.
     *
     * @throws IndexOutOfBoundsException where there are fewer leaves, or {@code size} is negative
     */
    public static List<byte[]> consistency(List<byte[]> leaves, int size) {
        java.util.Objects.checkFromToIndex(0, size, leaves.size());
        List<byte[]> path = new ArrayList<>();
        if (size > 0) {
            collect(new MerkleHash(), leaves, size, true, path);
        }
        return path;
    }

    /** SUBPROOF of section 2.1.4.1; {@code whole} where the smaller tree is the one whose root the checker knows. */
    private static void collect(MerkleHash hash, List<byte[]> leaves, int size, boolean whole, List<byte[]> path) {
        if (size == leaves.size()) {
            if (!whole) {
                path.add(hash.root(leaves));
            }
            return;
        }
        int split = MerkleHash.split(leaves.size());
        List<byte[]> left = leaves.subList(0, split);
        List<byte[]> right = leaves.subList(split, leaves.size());
        if (size <= split) {
            collect(hash, left, size, whole, path);
            path.add(hash.root(right));
        } else {
            collect(hash, right, size - split, false, path);
            path.add(hash.root(left));
        }
    }

    /** Whether {@code path} proves that the tree of the smaller size and root is a prefix of the other. */
    public static boolean consistent(long smaller, byte[] smallerRoot, long larger, byte[] largerRoot, List<byte[]> path) {
        if (smaller < 0 || smaller > larger) {
            return false;
        }
        if (smaller == 0) {
            return path.isEmpty() && Arrays.equals(smallerRoot, new MerkleHash().empty());
        }
        if (smaller == larger) {
            return path.isEmpty() && Arrays.equals(smallerRoot, largerRoot);
        }
        List<byte[]> hashes = new ArrayList<>(path);
        if (Long.bitCount(smaller) == 1) {
            hashes.addFirst(smallerRoot);
        }
        return !hashes.isEmpty() && climbs(smaller, smallerRoot, larger, largerRoot, hashes);
    }

    private static boolean climbs(long smaller, byte[] smallerRoot, long larger, byte[] largerRoot, List<byte[]> hashes) {
        MerkleHash hash = new MerkleHash();
        int shift = Long.numberOfTrailingZeros(~(smaller - 1));
        long at = (smaller - 1) >> shift;
        long last = (larger - 1) >> shift;
        Iterator<byte[]> rest = hashes.iterator();
        byte[] old = rest.next();
        byte[] now = old;
        while (rest.hasNext()) {
            byte[] sibling = rest.next();
            if (last == 0) {
                return false;
            }
            if ((at & 1) == 1 || at == last) {
                old = hash.node(sibling, old);
                now = hash.node(sibling, now);
                while ((at & 1) == 0 && at != 0) {
                    at >>= 1;
                    last >>= 1;
                }
            } else {
                now = hash.node(now, sibling);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(old, smallerRoot) && Arrays.equals(now, largerRoot);
    }
}
