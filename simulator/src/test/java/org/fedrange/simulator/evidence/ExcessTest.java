package org.fedrange.simulator.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ExcessTest {
    @Test
    void twentyMoreAndOneLessOfTwentyEight() {
        Excess its = new Excess(0.1, 1, 20, 1, 28);
        assertEquals(19 / 28.0, its.excess(), 1e-12);
        // b' = 20.5, c' = 1.5, n' = 30: (20.5 - 1.5) / 30 = 0.63333; sqrt(22 - 19^2 / 30) / 30 = sqrt(9.96667) / 30 = 0.105233; times 1.95996 = 0.206254.
        assertEquals(0.63333 - 0.20625, its.low(), 1e-4);
        assertEquals(0.63333 + 0.20625, its.high(), 1e-4);
    }

    @Test
    void nothingOnEitherSideLeavesAnIntervalRoundZero() {
        // b' = c' = 1/2, n' = 16: 0 +- 1.95996 sqrt(1) / 16 = 0.1225.
        Excess its = new Excess(0, 0, 0, 0, 14);
        assertEquals(0, its.excess());
        assertEquals(-0.1225, its.low(), 1e-4);
        assertEquals(0.1225, its.high(), 1e-4);
    }

    @Test
    void whatTheModelSaysAnywayIsNoExcess() {
        Excess its = new Excess(0.9, 14, 0, 0, 14);
        assertEquals(0, its.excess());
        assertTrue(its.low() < 0 && its.high() < 0.2, its.toString());
    }

    @Test
    void aProbabilityHasNoDifferenceBeyondOne() {
        assertTrue(new Excess(0, 0, 1, 0, 1).high() <= 1);
        assertThrows(IllegalArgumentException.class, () -> new Excess(0, 0, 2, 1, 2));
    }
}
