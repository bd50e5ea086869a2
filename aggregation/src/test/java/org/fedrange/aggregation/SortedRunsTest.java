package org.fedrange.aggregation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SortedRunsTest {
    @Test
    void everyRankOfAllZerosAndOnesIsRight() {
        // A network that is right for all zeros and ones is right for all numbers (Knuth, volume 3, theorem Z).
        for (int n = 1; n <= 14; n++) {
            for (int bits = 0; bits < 1 << n; bits++) {
                assertRanks(n, bits);
            }
        }
        // Longer runs: ones up to a place, or in every so many places.
        for (int n : new int[] {20, 33, 50, 70}) {
            for (int ones = 1; ones <= n; ones++) {
                for (int start = 0; start < n; start += 3) {
                    assertRanks(n, ones, start);
                }
            }
        }
    }

    private static void assertRanks(int n, int bits) {
        boolean[] numbers = new boolean[n];
        for (int i = 0; i < n; i++) {
            numbers[i] = (bits >> i & 1) == 1;
        }
        assertRanks(numbers, n + " numbers, bits " + bits);
    }

    private static void assertRanks(int n, int ones, int start) {
        boolean[] numbers = new boolean[n];
        for (int i = 0; i < ones; i++) {
            numbers[(start + 7 * i) % n] = true;
        }
        assertRanks(numbers, n + " numbers, " + ones + " ones from " + start);
    }

    private static void assertRanks(boolean[] numbers, String which) {
        SortedRuns runs = SortedRuns.of(numbers.length);
        int[] sorted = new int[numbers.length + 1];
        int ones = 0;
        for (int i = 0; i < numbers.length; i++) {
            sorted[i] = numbers[i] ? 1 : 0;
            ones += sorted[i];
        }
        sorted[numbers.length] = 2;
        runs.steps().forEach(step -> apply(step, sorted));
        for (int rank = 0; rank < numbers.length; rank++) {
            int[] pairs = runs.pairs(rank);
            int least = 2;
            for (int i = 0; i < pairs.length; i += 2) {
                least = Math.min(least, Math.max(sorted[pairs[i]], sorted[pairs[i + 1]]));
            }
            assertEquals(rank >= numbers.length - ones ? 1 : 0, least, which + ", rank " + rank);
        }
    }

    /** Every step leaves its rows in ascending order. */
    private static void apply(SortedRuns.Step step, int[] numbers) {
        int[] its = Arrays.stream(step.rows()).map(row -> numbers[row]).sorted().toArray();
        for (int i = 0; i < its.length; i++) {
            numbers[step.rows()[i]] = its[i];
        }
    }
}
