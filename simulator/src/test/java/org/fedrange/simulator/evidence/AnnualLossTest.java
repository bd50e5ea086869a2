package org.fedrange.simulator.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.fedrange.simulator.DeclaredLoss;
import org.fedrange.simulator.Estimate;
import org.junit.jupiter.api.Test;

class AnnualLossTest {
    private static final DeclaredLoss DECLARED = new DeclaredLoss("FL-T01", new Estimate(0.1, 0.5, 2), new Estimate(50, 200, 2000), "thousand USD");

    /**
     * Tries (0.1 + 4 x 0.5 + 2)/6 = 0.683 a year, success 18.5/21 = 0.881, cost (50 + 4 x 200 + 2000)/6 = 475: the mean is 286.0. One year has a standard deviation of
     * about 460, the mean of 20,000 years one of 3.3.
     */
    @Test
    void theMeanIsTheProductOfTheMeans() {
        AnnualLoss loss = AnnualLoss.of(DECLARED, "mean", new Proportion(18, 20));
        assertEquals(0.68333 * 0.88095 * 475, loss.mean(), 13);
        // More than half of the years are without a success, and all other losses above the least that one costs.
        assertTrue(loss.none() > 0.5 && loss.none() < 0.62, loss.toString());
        assertEquals(0, loss.median());
        assertTrue(loss.mean() < loss.ninety() && loss.ninety() < loss.ninetyFive(), loss.toString());
    }

    /**
     * Nearly the same attempts every year, 4, each of which succeeds, at nearly 10: a Poisson of mean 4 x 200.5/201 = 3.99, times 10. No success has
     * probability exp(-3.99) = 0.0185; at most 7 have 0.949 and at most 8 have 0.979, so that the 95 % year has 8 and the 90 % year, with 0.889 for at most 6, has 7.
     */
    @Test
    void withNothingLeftOpenItIsAPoissonTimesTheCost() {
        AnnualLoss loss = AnnualLoss.of(new DeclaredLoss("FL-T01", new Estimate(3.9999, 4, 4.0001), new Estimate(9.9999, 10, 10.0001), "USD"), "mean", new Proportion(200, 200));
        assertEquals(39.9, loss.mean(), 0.7);
        assertEquals(0.0185, loss.none(), 0.004);
        assertEquals(40, loss.median(), 0.01);
        assertEquals(70, loss.ninety(), 0.01);
        assertEquals(80, loss.ninetyFive(), 10.01);
    }

    @Test
    void fewerSuccessesCostLessAndTheSameRowIsDrawnTheSame() {
        Proportion rare = new Proportion(2, 20);
        assertTrue(AnnualLoss.of(DECLARED, "krum", rare).mean() < 0.2 * AnnualLoss.of(DECLARED, "krum", new Proportion(18, 20)).mean());
        assertEquals(AnnualLoss.of(DECLARED, "krum", rare), AnnualLoss.of(DECLARED, "krum", rare));
        assertNotEquals(AnnualLoss.of(DECLARED, "krum", rare), AnnualLoss.of(DECLARED, "median", rare));
    }

    @Test
    void whatCannotBeIsRefused() {
        assertTrue(refusal(() -> new Estimate(2, 1, 3)).contains("must not fall, and least must be below most, got 2.0, 1.0, 3.0"));
        assertTrue(refusal(() -> new Estimate(1, 1, 1)).contains("below most"));
        assertTrue(refusal(() -> new DeclaredLoss("T1", new Estimate(0, 1, 2), new Estimate(0, 1, 2), "USD")).contains("such as FL-T01, got 'T1'"));
        assertTrue(refusal(() -> new DeclaredLoss("FL-T01", new Estimate(0, 1, 1001), new Estimate(0, 1, 2), "USD")).contains("at most 1000 a year"));
    }

    private static String refusal(org.junit.jupiter.api.function.Executable made) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, made).getMessage());
    }
}
