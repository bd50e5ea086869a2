package org.fedrange.aggregation.secure;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Who masks with whom and holds whose shares.
 *
 * @param complete whether everybody does with everybody, and each node also holds a share of its own
 * @param holders by node: everybody, or its neighbours without itself
 */
public record Neighborhoods(boolean complete, SortedMap<Integer, SortedSet<Integer>> holders) {
    public Neighborhoods {
        holders = Collections.unmodifiableSortedMap(new TreeMap<>(holders));
    }

    /** Everybody with everybody: Bonawitz et al. 2017. */
    public static Neighborhoods complete(List<Integer> nodes) {
        SortedSet<Integer> all = Collections.unmodifiableSortedSet(new TreeSet<>(nodes));
        SortedMap<Integer, SortedSet<Integer>> holders = new TreeMap<>();
        nodes.forEach(node -> holders.put(node, all));
        return new Neighborhoods(true, holders);
    }

    /**
     * A Harary graph on a random ring: each node with the {@code degree / 2} before and behind it. Bell et al. 2020, section 3.1.
     *
     * <p>Example: ring 2 - 0 - 3 - 1 - 4, degree 2: node 0 has the neighbours 2 and 3, node 4 has 1 and 2.
     *
     * @param degree neighbours of each, even; with as many as there are others or more, everybody has all others
     */
    public static Neighborhoods harary(List<Integer> nodes, int degree, RandomGenerator stream) {
        if (degree < 2 || degree % 2 != 0) {
            throw new IllegalArgumentException("degree must be even and at least 2, got " + degree);
        }
        int n = nodes.size();
        int[] ring = nodes.stream().mapToInt(Integer::intValue).toArray();
        for (int i = n - 1; i > 0; i--) {
            int j = stream.nextInt(i + 1);
            int other = ring[j];
            ring[j] = ring[i];
            ring[i] = other;
        }
        SortedMap<Integer, SortedSet<Integer>> holders = new TreeMap<>();
        for (int i = 0; i < n; i++) {
            SortedSet<Integer> neighbors = new TreeSet<>();
            for (int step = 1; step <= Math.min(degree / 2, n - 1); step++) {
                neighbors.add(ring[(i + step) % n]);
                neighbors.add(ring[(i + n - step) % n]);
            }
            neighbors.remove(ring[i]);
            holders.put(ring[i], Collections.unmodifiableSortedSet(neighbors));
        }
        return new Neighborhoods(false, holders);
    }

    /** Who holds the shares of a node; the same are those whose shares it holds. */
    public SortedSet<Integer> of(int node) {
        return Objects.requireNonNull(holders.get(node), () -> "node " + node + " does not take part");
    }
}
