package org.fedrange.simulator.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.fedrange.simulator.evidence.Proportion.Verdict;
import org.junit.jupiter.api.Test;

class ProportionTest {
    @Test
    void noSuccessByHand() {
        // The largest p with (1 - p)^n >= 0.05 is 1 - 0.05^(1/n).
        for (int n : new int[] {5, 10, 14, 20, 30, 59}) {
            assertEquals(1 - Math.pow(0.05, 1.0 / n), new Proportion(0, n).atMost(), 1e-6, n + " runs");
            assertEquals(Math.pow(0.05, 1.0 / n), new Proportion(n, n).atLeast(), 1e-6, n + " runs");
        }
        assertEquals(0, new Proportion(0, 5).atLeast());
        assertEquals(1, new Proportion(5, 5).atMost());
    }

    @Test
    void boundsAreThoseOfTheBinomialDistribution() {
        // Below the lower bound p, so many successes or more have a probability of 0.05: sum over i >= k of C(n, i) p^i (1 - p)^(n - i).
        Proportion its = new Proportion(3, 10);
        double below = its.atLeast();
        double tail = 0;
        double[] choose = {1, 10, 45, 120, 210, 252, 210, 120, 45, 10, 1};
        for (int i = 3; i <= 10; i++) {
            tail += choose[i] * Math.pow(below, i) * Math.pow(1 - below, 10 - i);
        }
        assertEquals(0.05, tail, 1e-6);
        double above = its.atMost();
        double head = 0;
        for (int i = 0; i <= 3; i++) {
            head += choose[i] * Math.pow(above, i) * Math.pow(1 - above, 10 - i);
        }
        assertEquals(0.05, head, 1e-6);
    }

    @Test
    void jeffreysInterval() {
        // Brown, Cai, DasGupta 2001, table 5: n = 10, x = 3 has (0.093, 0.606).
        assertEquals(0.093, new Proportion(3, 10).jeffreysLow(), 0.0005);
        assertEquals(0.606, new Proportion(3, 10).jeffreysHigh(), 0.0005);
        assertEquals(0, new Proportion(0, 10).jeffreysLow());
        assertEquals(1, new Proportion(10, 10).jeffreysHigh());
    }

    @Test
    void verdictsAreNeverRoundedUp() {
        assertEquals(Verdict.WITHIN, new Proportion(0, 14).against(0.2)); // at most 0.193
        assertEquals(Verdict.INCONCLUSIVE, new Proportion(0, 13).against(0.2)); // at most 0.206
        assertEquals(Verdict.EXCEEDS, new Proportion(7, 14).against(0.2));
        assertEquals(Verdict.INCONCLUSIVE, new Proportion(4, 14).against(0.2));
        assertEquals(1, new Proportion(0, 13).furtherRuns(0.2));
        assertEquals(0, new Proportion(0, 14).furtherRuns(0.2));
        // 29 runs without success show 0.1: 1 - 0.05^(1/28) = 0.1015, 1 - 0.05^(1/29) = 0.0981.
        assertEquals(24, new Proportion(0, 5).furtherRuns(0.1));
        assertEquals(-1, new Proportion(1, 5).furtherRuns(0.2));
        assertThrows(IllegalArgumentException.class, () -> new Proportion(2, 1));
    }

    @Test
    void pairedTestsByHand() {
        // 8 against 0: 2 / 2^8. 5 against 1: 2 (1 + 6) / 2^6 = 0.21875. Equal: 1.
        assertEquals(2 / 256.0, McNemar.p(8, 0), 1e-12);
        assertEquals(0.21875, McNemar.p(5, 1), 1e-12);
        assertEquals(0.21875, McNemar.p(1, 5), 1e-12);
        assertEquals(1, McNemar.p(3, 3), 1e-12);
        assertEquals(1, McNemar.p(0, 0), 1e-12);
        // Holm: 0.01 x 3, then max(0.03, 0.02 x 2), then max(0.04, 0.5).
        assertEquals(List.of(0.04, 0.03, 0.5), McNemar.holm(List.of(0.02, 0.01, 0.5)));
        assertEquals(List.of(), McNemar.holm(List.of()));
    }
}
