package org.fedrange.learning.partition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Dataset;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Scaling;
import org.junit.jupiter.api.Test;

class PartitionTest {
    /** London has rows 0, 2, 4, 6, 8, of which 8 has the event; Lyon has the others, of which 1 and 3 have it. */
    private static final Dataset TWO_SITES = dataset(
            new int[] {0, 1, 0, 1, 0, 0, 0, 0, 1, 0}, List.of("London", "Lyon"), new int[] {0, 1, 0, 1, 0, 1, 0, 1, 0, 1});

    static Dataset dataset(int[] labels, List<String> sites, int[] siteOf) {
        List<String> classes = IntStream.rangeClosed(0, Arrays.stream(labels).max().orElse(0)).mapToObj(c -> "class " + c).toList();
        Examples examples = new Examples(new float[labels.length], labels, 1);
        return new Dataset("toy", examples, Optional.empty(), classes, List.of("x"), Scaling.AS_IS, sites, siteOf, "", List.of());
    }

    static Dataset dataset(int... labels) {
        return dataset(labels, List.of(), new int[0]);
    }

    private static Dataset large() {
        return dataset(IntStream.range(0, 1000).map(row -> row % 3).toArray());
    }

    static RandomGenerator stream(long seed) {
        return new Streams(seed).of("partition");
    }

    @Test
    void naturalFollowsTheData() {
        List<Partition.Share> shares = new Natural().deal(TWO_SITES, 2, stream(1));
        assertEquals(List.of("London", "Lyon"), shares.stream().map(Partition.Share::name).toList());
        assertArrayEquals(new int[] {0, 2, 4, 6, 8}, shares.get(0).rows());
        assertArrayEquals(new int[] {1, 3, 5, 7, 9}, shares.get(1).rows());
    }

    @Test
    void theNumberOfHospitalsFollowsFromTheDataOrNot() {
        assertEquals(OptionalInt.of(2), new Natural().hospitals(TWO_SITES));
        assertEquals(OptionalInt.of(6), new Wards(3).hospitals(TWO_SITES));
        assertEquals(OptionalInt.of(0), new Wards(3).hospitals(large()));
        assertEquals(OptionalInt.empty(), new Iid().hospitals(TWO_SITES));
    }

    @Test
    void wardsNeverCrossHospitalsAndShareEachClass() {
        for (long seed = 1; seed <= 50; seed++) {
            List<Partition.Share> shares = new Wards(2).deal(TWO_SITES, 4, stream(seed));
            assertEquals(
                    List.of("London ward 1", "London ward 2", "Lyon ward 1", "Lyon ward 2"),
                    shares.stream().map(Partition.Share::name).toList());
            for (int node = 0; node < 4; node++) {
                int site = node / 2;
                assertTrue(Arrays.stream(shares.get(node).rows()).allMatch(row -> TWO_SITES.siteOf()[row] == site), "seed " + seed);
            }
            // London: 4 without the event, then 1 with it, to ward 1. Lyon: 3 and 2: ward 1 gets 2 + 1, ward 2 gets 1 + 1.
            assertArrayEquals(new int[] {3, 2, 3, 2}, shares.stream().mapToInt(share -> share.rows().length).toArray());
            assertArrayEquals(new int[] {1, 0, 1, 1}, shares.stream().mapToInt(PartitionTest::events).toArray(), "seed " + seed);
            check(TWO_SITES, shares);
        }
    }

    private static int events(Partition.Share share) {
        return Arrays.stream(share.rows()).map(row -> TWO_SITES.examples().labels()[row]).sum();
    }

    @Test
    void iidSharesDifferByAtMostOne() {
        List<Partition.Share> shares = new Iid().deal(dataset(0, 1, 0, 1, 0, 1, 0), 3, stream(1));
        assertArrayEquals(new int[] {3, 2, 2}, shares.stream().mapToInt(share -> share.rows().length).toArray());
        check(dataset(0, 1, 0, 1, 0, 1, 0), shares);
    }

    @Test
    void gammaZeroSortsByLabelThenRow() {
        List<Partition.Share> shares = new GammaSimilarity(0).deal(dataset(0, 1, 0, 1, 2), 2, stream(1));
        assertArrayEquals(new int[] {0, 1, 2}, shares.get(0).rows());
        assertArrayEquals(new int[] {3, 4}, shares.get(1).rows());
    }

    @Test
    void gammaOneIsIid() {
        List<Partition.Share> alike = new GammaSimilarity(1).deal(large(), 7, stream(3));
        List<Partition.Share> iid = new Iid().deal(large(), 7, stream(3));
        for (int i = 0; i < 7; i++) {
            assertArrayEquals(iid.get(i).rows(), alike.get(i).rows());
        }
    }

    @Test
    void dirichletCutsAtTheRunningSums() {
        Piles piles = new Piles(3);
        Dirichlet.spread(IntStream.range(0, 10).toArray(), new double[] {0.25, 0.05, 0.7}, piles);
        List<Partition.Share> shares = piles.shares(List.of("a", "b", "c"), "");
        assertArrayEquals(new int[] {0, 1}, shares.get(0).rows());
        // 10 (0.25 + 0.05) is a hair above or at 3.
        assertArrayEquals(new int[] {2}, shares.get(1).rows());
        assertArrayEquals(new int[] {3, 4, 5, 6, 7, 8, 9}, shares.get(2).rows());
    }

    @Test
    void everyPartitionDealsEachExampleOnceAndTheSameForASeed() {
        Dataset large = large();
        for (Partition partition : List.of(new Iid(), new Dirichlet(0.5, 2), new Dirichlet(0.01, 1), new GammaSimilarity(0.3))) {
            int hospitals = partition instanceof Dirichlet ? 3 : 12;
            List<Partition.Share> shares = partition.deal(large, hospitals, stream(5));
            check(large, shares);
            List<Partition.Share> again = partition.deal(large, hospitals, stream(5));
            List<Partition.Share> other = partition.deal(large, hospitals, stream(6));
            boolean different = false;
            for (int i = 0; i < hospitals; i++) {
                assertArrayEquals(shares.get(i).rows(), again.get(i).rows(), partition.toString());
                different |= !Arrays.equals(shares.get(i).rows(), other.get(i).rows());
            }
            assertTrue(different, partition.toString());
        }
    }

    private static void check(Dataset dataset, List<Partition.Share> shares) {
        int[] all = shares.stream().flatMapToInt(share -> Arrays.stream(share.rows())).sorted().toArray();
        assertArrayEquals(IntStream.range(0, dataset.examples().size()).toArray(), all);
        for (Partition.Share share : shares) {
            assertTrue(share.rows().length > 0, share.name());
            assertArrayEquals(Arrays.stream(share.rows()).sorted().toArray(), share.rows());
        }
    }

    @Test
    void namesSortInNodeOrder() {
        List<String> names = new Iid().deal(large(), 12, stream(1)).stream().map(Partition.Share::name).toList();
        assertEquals("hospital 01", names.getFirst());
        assertEquals(names.stream().sorted().toList(), names);
        assertEquals("hospital 9", new Iid().deal(large(), 9, stream(1)).getLast().name());
    }

    @Test
    void whatCannotBeDealtIsRefusedWithARemedy() {
        refused(() -> new Iid().deal(dataset(0, 1), 3, stream(1)), "hospital 3 would have no example; choose at most 2 hospitals");
        refused(() -> new Natural().deal(dataset(0, 1), 2, stream(1)), "no real hospitals for the partition natural");
        refused(() -> new Wards(2).deal(TWO_SITES, 3, stream(1)), "has 4 hospitals, got 3");
        refused(() -> new Wards(6).deal(TWO_SITES, 12, stream(1)), "London ward 6 would have no example; choose fewer wards than 6");
        refused(() -> new Dirichlet(1, 2).deal(dataset(0, 1, 0), 2, stream(1)), "3 examples cannot give each of 2 hospitals 2");
        refused(() -> new Dirichlet(0.001, 2).deal(large(), 50, stream(1)), "none of 100 draws at alpha 0.001");
        refused(() -> new GammaSimilarity(0.5).deal(dataset(0, 1), 2, stream(1)), "hospital 2 would have no example");
        Dataset empty = dataset(new int[] {0, 1}, List.of("London", "Lyon"), new int[] {0, 0});
        refused(() -> new Natural().deal(empty, 2, stream(1)), "Lyon would have no example; leave it out of the data");
    }

    private static void refused(Runnable deal, String why) {
        String message = String.valueOf(assertThrows(IllegalArgumentException.class, deal::run).getMessage());
        assertTrue(message.contains(why), message);
    }
}
