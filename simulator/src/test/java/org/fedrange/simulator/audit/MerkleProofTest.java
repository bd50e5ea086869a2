package org.fedrange.simulator.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleProofTest {
    private static final int MOST = 130;

    private final MerkleHash hash = new MerkleHash();
    private final List<byte[]> leaves = new ArrayList<>();
    private final List<byte[]> roots = new ArrayList<>();

    MerkleProofTest() {
        MerkleTree tree = new MerkleTree();
        roots.add(HexFormat.of().parseHex(tree.root()));
        for (int i = 0; i < MOST; i++) {
            byte[] data = ("event " + i).getBytes(StandardCharsets.UTF_8);
            tree.append(data);
            leaves.add(hash.leaf(data));
            roots.add(HexFormat.of().parseHex(tree.root()));
        }
    }

    @Test
    void threeLeavesByHand() {
        // Root node(node(a, b), c): b's sibling is a, then c; (a, b) grew into (a, b, c) by c.
        List<byte[]> three = leaves.subList(0, 3);
        List<byte[]> inclusion = MerkleProof.inclusion(three, 1);
        assertEquals(2, inclusion.size());
        assertArrayEquals(leaves.get(0), inclusion.get(0));
        assertArrayEquals(leaves.get(2), inclusion.get(1));
        assertArrayEquals(roots.get(3), hash.node(hash.node(leaves.get(0), leaves.get(1)), leaves.get(2)));
        List<byte[]> consistency = MerkleProof.consistency(three, 2);
        assertEquals(1, consistency.size());
        assertArrayEquals(leaves.get(2), consistency.getFirst());
    }

    @Test
    void everyLeafOfEveryTreeIsProved() {
        for (int size = 1; size <= MOST; size++) {
            for (int index = 0; index < size; index++) {
                List<byte[]> path = MerkleProof.inclusion(leaves.subList(0, size), index);
                byte[] root = roots.get(size);
                assertTrue(MerkleProof.included(leaves.get(index), index, size, path, root), index + " of " + size);
                assertFalse(MerkleProof.included(hash.leaf(new byte[] {1}), index, size, path, root), "a forged leaf");
                assertFalse(MerkleProof.included(leaves.get(index), index, size, path, roots.get(size - 1)), "another root");
                int other = (index + 1) % size;
                assertFalse(other != index && MerkleProof.included(leaves.get(index), other, size, path, root), "another index");
            }
        }
    }

    @Test
    void everyPrefixOfEveryTreeIsProved() {
        for (int larger = 0; larger <= MOST; larger++) {
            for (int smaller = 0; smaller <= larger; smaller++) {
                List<byte[]> path = MerkleProof.consistency(leaves.subList(0, larger), smaller);
                byte[] old = roots.get(smaller);
                byte[] now = roots.get(larger);
                assertTrue(MerkleProof.consistent(smaller, old, larger, now, path), smaller + " of " + larger);
                assertFalse(MerkleProof.consistent(smaller, hash.leaf(old), larger, now, path), "another past");
                assertFalse(smaller > 0 && MerkleProof.consistent(smaller, old, larger, hash.leaf(now), path), "another present");
                for (int i = 0; i < path.size(); i++) {
                    List<byte[]> broken = new ArrayList<>(path);
                    broken.set(i, hash.leaf(path.get(i)));
                    assertFalse(MerkleProof.consistent(smaller, old, larger, now, broken), "a changed hash");
                    broken.remove(i);
                    assertFalse(MerkleProof.consistent(smaller, old, larger, now, broken), "a missing hash");
                }
            }
        }
    }

    @Test
    void aForkIsNoPrefix() {
        // Two logs share four events and differ in the fifth: neither grew out of the other's five.
        List<byte[]> forked = new ArrayList<>(leaves.subList(0, 7));
        forked.set(4, hash.leaf(new byte[] {9}));
        List<byte[]> path = MerkleProof.consistency(forked, 5);
        assertFalse(MerkleProof.consistent(5, roots.get(5), 7, hash.root(forked), path));
        assertTrue(MerkleProof.consistent(4, roots.get(4), 7, hash.root(forked), MerkleProof.consistency(forked, 4)));
    }

    @Test
    void whatIsNotThereCannotBeProved() {
        assertThrows(IndexOutOfBoundsException.class, () -> MerkleProof.inclusion(leaves, MOST));
        assertThrows(IndexOutOfBoundsException.class, () -> MerkleProof.consistency(leaves, MOST + 1));
        assertFalse(MerkleProof.included(leaves.get(0), 1, 1, List.of(), roots.get(1)));
        assertFalse(MerkleProof.consistent(3, roots.get(3), 2, roots.get(2), List.of()));
    }
}
