package org.fedrange.defenses.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import org.fedrange.learning.Streams;
import org.junit.jupiter.api.Test;

class OneRunAuditTest {
    @Test
    void theBoundIsWhereTheChanceOfSoManyRightGuessesIsTooSmall() {
        // All of 100 right: p^100 = 0.05 at p = 0.9705, and ln(p / (1 - p)) = 3.492.
        assertEquals(3.492, new OneRunAudit(100, 100, 100).epsilon(0, 0.95), 1e-3);
        // Half of them right is what a coin does.
        assertEquals(0, new OneRunAudit(100, 100, 50).epsilon(0, 0.95));
        // By hand: 2 guesses, 1 right, epsilon 0: P(W >= 1) = 3/4. The steepest is P(0 <= W < 1) / 1 = 1/4: 3/4 + 2 * 4 * 0.01 / 4 = 0.77.
        assertEquals(0.77, new OneRunAudit(4, 2, 1).chance(0, 0.01), 1e-12);
        assertTrue(new OneRunAudit(100, 100, 90).epsilon(1e-3, 0.95) < new OneRunAudit(100, 100, 90).epsilon(0, 0.95));
        assertThrows(IllegalArgumentException.class, () -> new OneRunAudit(10, 11, 3));
    }

    /** Guesses that are right with e / (1 + e), as randomised response of epsilon 1 gives: above 1 in at most a twentieth of all audits. */
    @Test
    void itRarelySaysMoreThanIsTrue() {
        RandomGenerator stream = new Streams(5).of("coins");
        double right = Math.E / (1 + Math.E);
        int above = 0;
        double sum = 0;
        for (int i = 0; i < 400; i++) {
            int correct = 0;
            for (int k = 0; k < 200; k++) {
                correct += stream.nextDouble() < right ? 1 : 0;
            }
            double bound = new OneRunAudit(200, 200, correct).epsilon(0, 0.95);
            above += bound > 1 ? 1 : 0;
            sum += bound;
        }
        // 20 expected at most, deviation 4.4.
        assertTrue(above <= 38, above + " of 400");
        assertTrue(sum / 400 > 0.6, "says next to nothing: " + sum / 400);
    }
}
