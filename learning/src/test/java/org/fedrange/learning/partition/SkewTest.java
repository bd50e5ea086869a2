package org.fedrange.learning.partition;

import static org.fedrange.learning.partition.PartitionTest.dataset;
import static org.fedrange.learning.partition.PartitionTest.stream;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Dataset;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Scaling;
import org.junit.jupiter.api.Test;

/** Skews of labels by shards, of quantity, and of features. */
class SkewTest {
    private static final Dataset THIRDS = dataset(IntStream.range(0, 900).map(row -> row % 3).toArray());

    private static void eachRowOnce(Dataset dataset, List<Partition.Share> shares) {
        int[] all = shares.stream().flatMapToInt(share -> Arrays.stream(share.rows())).sorted().toArray();
        assertArrayEquals(IntStream.range(0, dataset.examples().size()).toArray(), all);
    }

    private static long classes(Dataset dataset, Partition.Share share) {
        return Arrays.stream(share.rows()).map(row -> dataset.examples().labels()[row]).distinct().count();
    }

    @Test
    void oneShardOfSortedLabelsIsOneClass() {
        for (long seed = 1; seed <= 20; seed++) {
            List<Partition.Share> shares = new Shards(1).deal(THIRDS, 9, stream(seed));
            eachRowOnce(THIRDS, shares);
            // 900 examples, three classes of 300, nine shards of 100: each within one class.
            assertTrue(shares.stream().allMatch(share -> share.rows().length == 100 && classes(THIRDS, share) == 1), "seed " + seed);
        }
    }

    @Test
    void severalShardsAreFewClassesDealtAtRandom() {
        List<Partition.Share> shares = new Shards(2).deal(THIRDS, 9, stream(3));
        eachRowOnce(THIRDS, shares);
        // 18 shards of 50, none across classes.
        assertTrue(shares.stream().allMatch(share -> share.rows().length == 100 && classes(THIRDS, share) <= 2));
        assertTrue(shares.stream().anyMatch(share -> classes(THIRDS, share) == 2));
        IllegalArgumentException few = assertThrows(IllegalArgumentException.class, () -> new Shards(2).deal(dataset(0, 1, 0), 4, stream(1)));
        assertTrue(String.valueOf(few.getMessage()).contains("3 examples are too few for 8 shards"), few.getMessage());
    }

    @Test
    void shardsThatDoNotDivideDifferByOne() {
        List<Partition.Share> shares = new Shards(1).deal(dataset(0, 0, 0, 1, 1, 1, 2), 3, stream(1));
        assertArrayEquals(new int[] {2, 2, 3}, shares.stream().mapToInt(share -> share.rows().length).sorted().toArray());
        eachRowOnce(dataset(0, 0, 0, 1, 1, 1, 2), shares);
    }

    @Test
    void quantitiesDifferAndMixturesDoNot() {
        List<Partition.Share> shares = new QuantitySkew(0.5, 30).deal(THIRDS, 5, stream(7));
        eachRowOnce(THIRDS, shares);
        int[] sizes = shares.stream().mapToInt(share -> share.rows().length).sorted().toArray();
        assertTrue(sizes[0] >= 30 && sizes[4] > 2 * sizes[0], Arrays.toString(sizes));
        int[] largest = shares.stream().max(java.util.Comparator.comparingInt(share -> share.rows().length)).orElseThrow().rows();
        for (int label = 0; label < 3; label++) {
            int wanted = label;
            double share = Arrays.stream(largest).filter(row -> row % 3 == wanted).count() / (double) largest.length;
            // Five deviations of sqrt(1/3 * 2/3 / n).
            assertEquals(1 / 3.0, share, 5 * Math.sqrt(2 / 9.0 / largest.length), "seed 7");
        }
        assertThrows(IllegalArgumentException.class, () -> new QuantitySkew(0.01, 100).deal(THIRDS, 8, stream(1)));
    }

    @Test
    void aFeatureShiftMovesEachHospitalByItsOwnOffset() {
        // Two features of deviation 1 and 10, four hospitals of 250.
        float[] features = new float[2000];
        for (int row = 0; row < 1000; row++) {
            features[2 * row] = row % 2 == 0 ? 1 : -1;
            features[2 * row + 1] = row % 2 == 0 ? 10 : -10;
        }
        Dataset dataset = new Dataset(
                "toy", new Examples(features, new int[1000], 2), Optional.empty(), List.of("a"), List.of("x", "y"), Scaling.AS_IS, List.of(),
                new int[0], "", List.of());
        FeatureShift shift = new FeatureShift(0.5, 0);
        List<Partition.Share> shares = shift.deal(dataset, 4, stream(1));
        Dataset measured = shift.measured(dataset, shares, new Streams(1));
        for (Partition.Share share : shares) {
            int first = share.rows()[0];
            float moved = measured.examples().features()[2 * first + 1] - features[2 * first + 1];
            for (int row : share.rows()) {
                assertEquals(moved, measured.examples().features()[2 * row + 1] - features[2 * row + 1], 1e-5);
            }
            // Offsets of deviation 0.5 * 10: five deviations.
            assertTrue(Math.abs(moved) < 25 && moved != 0, "moved by " + moved);
        }
        assertSame(dataset, new Iid().measured(dataset, shares, new Streams(1)));
    }

    @Test
    void aGainStretches() {
        Dataset dataset = new Dataset(
                "toy", new Examples(new float[] {1, 2, 3, 4}, new int[4], 1), Optional.empty(), List.of("a"), List.of("x"), Scaling.AS_IS,
                List.of(), new int[0], "", List.of());
        FeatureShift stretch = new FeatureShift(0, 0.5);
        List<Partition.Share> shares = List.of(new Partition.Share("all", new int[] {0, 1, 2, 3}));
        float[] measured = stretch.measured(dataset, shares, new Streams(1)).examples().features();
        float gain = measured[0];
        assertTrue(gain > 0 && gain != 1);
        assertArrayEquals(new float[] {gain, 2 * gain, 3 * gain, 4 * gain}, measured, 1e-5f);
    }
}
