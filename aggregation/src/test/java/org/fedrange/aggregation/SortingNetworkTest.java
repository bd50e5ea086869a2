package org.fedrange.aggregation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SortingNetworkTest {
    @Test
    void theMiddleRanksOfAllZerosAndOnesAreRight() {
        // A network that is right for all zeros and ones is right for all numbers (Knuth, volume 3, theorem Z).
        for (int n = 1; n <= 14; n++) {
            for (int trim = 0; 2 * trim < n; trim++) {
                SortingNetwork network = SortingNetwork.middle(n, trim);
                for (int bits = 0; bits < 1 << n; bits++) {
                    assertSorted(network, n, trim, bits);
                }
            }
        }
    }

    private static void assertSorted(SortingNetwork network, int n, int trim, int bits) {
        int sorted = bits;
        for (SortingNetwork.Step step : network.steps()) {
            boolean wrong = (sorted >> step.low() & 1) == 1 && (sorted >> step.high() & 1) == 0;
            sorted ^= wrong ? 1 << step.low() | 1 << step.high() : 0;
        }
        for (int rank = trim; rank < n - trim; rank++) {
            int expected = rank >= n - Integer.bitCount(bits) ? 1 : 0;
            assertEquals(expected, sorted >> rank & 1, n + " numbers, " + trim + " trimmed, bits " + bits);
        }
    }
}
