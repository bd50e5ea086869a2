package org.fedrange.learning.partition;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The hospitals' piles of examples while they are being dealt, one pile per hospital. */
final class Piles {
    private final List<IntStream.Builder> piles = new ArrayList<>();
    private final int[] sizes;

    Piles(int hospitals) {
        for (int i = 0; i < hospitals; i++) {
            piles.add(IntStream.builder());
        }
        sizes = new int[hospitals];
    }

    /** Puts an example on a hospital's pile. */
    void add(int hospital, int row) {
        piles.get(hospital).add(row);
        sizes[hospital]++;
    }

    /** Cuts rows into contiguous parts, one a hospital, whose sizes differ by at most one; the larger come first. */
    void addEvenly(int[] rows) {
        int small = rows.length / sizes.length;
        int larger = rows.length % sizes.length;
        int next = 0;
        for (int hospital = 0; hospital < sizes.length; hospital++) {
            int end = next + small + (hospital < larger ? 1 : 0);
            while (next < end) {
                add(hospital, rows[next++]);
            }
        }
    }

    /** The size of the smallest pile. */
    int fewest() {
        return IntStream.of(sizes).min().orElse(0);
    }

    /**
     * The piles as shares, in order. They cannot be added to any more.
     *
     * @param remedy what the user can do about a hospital without examples
     */
    List<Partition.Share> shares(List<String> names, String remedy) {
        List<Partition.Share> shares = new ArrayList<>();
        for (int hospital = 0; hospital < sizes.length; hospital++) {
            if (sizes[hospital] == 0) {
                throw new IllegalArgumentException(names.get(hospital) + " would have no example; " + remedy);
            }
            shares.add(new Partition.Share(names.get(hospital), piles.get(hospital).build().sorted().toArray()));
        }
        return shares;
    }
}
