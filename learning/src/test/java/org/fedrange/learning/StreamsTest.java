package org.fedrange.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StreamsTest {
    @Test
    void aNameAlwaysGivesTheSameStreamFromItsStart() {
        RandomGenerator first = new Streams(42).of("train", 3, 5);
        first.nextLong();
        assertEquals(first.nextLong(), second(new Streams(42).of("train", 3, 5)));
    }

    private static long second(RandomGenerator stream) {
        stream.nextLong();
        return stream.nextLong();
    }

    @Test
    void everyPartOfANameCounts() {
        Streams streams = new Streams(1);
        List<RandomGenerator> all = new ArrayList<>(List.of(
                streams.of("train", 1, 2), streams.of("train", 2, 1), streams.of("train", 1, 3), streams.of("channel", 1, 2),
                new Streams(2).of("train", 1, 2), streams.within("fold 1").of("train", 1, 2), streams.within("fold 2").of("train", 1, 2),
                streams.within("a").within("b").of("c", 1, 2), streams.within("a").of("b/c", 1, 2), streams.within("a/b").of("train", 1, 2)));
        TreeSet<Long> seen = new TreeSet<>();
        all.forEach(stream -> seen.add(stream.nextLong()));
        assertEquals(all.size(), seen.size());
    }

    @Test
    void drawsAcrossNamesAreUniformAndUncorrelated() {
        // First draws of 20,000 neighbouring names: mean 1/2 (deviation 0.29/sqrt(20000) = 0.002), neighbours uncorrelated.
        Streams streams = new Streams(17);
        int count = 20_000;
        double sum = 0;
        double products = 0;
        double before = 0.5;
        int[] bins = new int[10];
        for (int node = 0; node < count; node++) {
            double draw = streams.of("train", 1, node).nextDouble();
            sum += draw;
            products += (draw - 0.5) * (before - 0.5);
            before = draw;
            bins[(int) (draw * 10)]++;
        }
        assertEquals(0.5, sum / count, 0.01, "seed 17");
        assertEquals(0, products / count / (1 / 12.0), 0.03, "seed 17");
        double chiSquare = 0;
        for (int bin : bins) {
            chiSquare += (bin - count / 10.0) * (bin - count / 10.0) / (count / 10.0);
        }
        // Nine degrees of freedom: above 27.9 in one of a thousand cases.
        assertTrue(chiSquare < 27.9, "seed 17: " + chiSquare);
    }

    /** Many streams of neighbouring names, each drawn from at length: every bit balanced, no two streams alike. */
    @Test
    @Tag("full")
    void longStreamsAreBalancedInEveryBitAndUncorrelatedInPairs() {
        int streams = 200;
        int draws = 100_000;
        double[][] all = new double[streams][draws];
        long[] ones = new long[Long.SIZE];
        for (int node = 0; node < streams; node++) {
            RandomGenerator stream = new Streams(23).of("train", 1, node);
            for (int i = 0; i < draws; i++) {
                long bits = stream.nextLong();
                for (int bit = 0; bit < Long.SIZE; bit++) {
                    ones[bit] += bits >>> bit & 1;
                }
                all[node][i] = (bits >>> 11) * 0x1p-53 - 0.5;
            }
        }
        double all64 = (double) streams * draws;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            // Six deviations of 1 / (2 sqrt(2e7)): 64 bits stay within with probability 1 - 1e-7.
            assertEquals(0.5, ones[bit] / all64, 6 * 0.5 / Math.sqrt(all64), "seed 23, bit " + bit);
        }
        for (int a = 0; a < streams; a++) {
            for (int b = 0; b < a; b++) {
                double sum = 0;
                for (int i = 0; i < draws; i++) {
                    sum += all[a][i] * all[b][i];
                }
                // 19,900 pairs within six deviations with probability 1 - 4e-5.
                assertEquals(0, sum / draws * 12, 6 / Math.sqrt(draws), "seed 23, streams " + a + " and " + b);
            }
        }
    }
}
