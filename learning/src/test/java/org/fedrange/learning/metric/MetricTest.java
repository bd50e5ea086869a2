package org.fedrange.learning.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MetricTest {
    /** Probabilities of two classes from those of the second. */
    private static float[] second(double... probabilities) {
        float[] both = new float[2 * probabilities.length];
        for (int i = 0; i < probabilities.length; i++) {
            both[2 * i] = (float) (1 - probabilities[i]);
            both[2 * i + 1] = (float) probabilities[i];
        }
        return both;
    }

    @Test
    void accuracyCountsTheMostProbableClass() {
        // Predicted 0, 1, 0, 1; true 0, 1, 1, 1: three of four. Class 0: 1 of 1, class 1: 2 of 3, mean 5/6.
        float[] probabilities = second(0.2, 0.9, 0.4, 0.6);
        int[] labels = {0, 1, 1, 1};
        assertEquals(0.75, Metric.ACCURACY.measure(probabilities, labels, 2));
        assertEquals(5.0 / 6, Metric.BALANCED_ACCURACY.measure(probabilities, labels, 2), 1e-12);
    }

    @Test
    void aConstantGuessIsWorthNothingButAccuracy() {
        float[] probabilities = second(0.1, 0.1, 0.1, 0.1);
        int[] labels = {0, 0, 0, 1};
        assertEquals(0.75, Metric.ACCURACY.measure(probabilities, labels, 2));
        assertEquals(0.5, Metric.BALANCED_ACCURACY.measure(probabilities, labels, 2));
        assertEquals(0.5, Metric.AUC.measure(probabilities, labels, 2));
    }

    @Test
    void aucCountsPairsAndHalvesTies() {
        // Members 0.8, 0.5; others 0.5, 0.1, 0.9: of six pairs won (0.8,0.5) (0.8,0.1) (0.5,0.1), tied (0.5,0.5): 3.5/6.
        float[] probabilities = second(0.8, 0.5, 0.5, 0.1, 0.9);
        assertEquals(3.5 / 6, Metric.AUC.measure(probabilities, new int[] {1, 1, 0, 0, 0}, 2), 1e-12);
    }

    @Test
    void aucOfSeveralClassesIsTheMeanOverThoseThatOccur() {
        // Class 0: its example has 0.7 against 0.2, 0.3: 1.
        float[] probabilities = {0.7f, 0.2f, 0.1f, 0.2f, 0.5f, 0.3f, 0.3f, 0.5f, 0.2f};
        // Class 1's example has 0.5 against 0.2 (won) and 0.5 (half): 0.75. Class 2's has 0.2 against 0.1 (won), 0.3 (lost): 0.5.
        assertEquals((1 + 0.75 + 0.5) / 3, Metric.AUC.measure(probabilities, new int[] {0, 1, 2}, 3), 1e-12);
        // Without class 2: class 0 has 1; class 1's examples win both against 0.2: 1.
        assertEquals(1, Metric.AUC.measure(probabilities, new int[] {0, 1, 1}, 3), 1e-12);
        assertTrue(Double.isNaN(Metric.AUC.measure(second(0.3, 0.4), new int[] {1, 1}, 2)));
    }

    @Test
    void lossIsMeanCrossEntropyAndFinite() {
        // -(ln 0.5 + ln 0.25) / 2 = 1.5 ln 2.
        assertEquals(1.5 * Math.log(2), Metric.LOSS.measure(second(0.5, 0.75), new int[] {1, 0}, 2), 1e-7);
        assertTrue(Double.isFinite(Metric.LOSS.measure(second(0), new int[] {1}, 2)));
    }

    @Test
    void betterIsHigherExceptForLoss() {
        assertTrue(Metric.AUC.better(0.9, 0.8));
        assertTrue(Metric.LOSS.better(0.8, 0.9));
        assertFalse(Metric.AUC.better(Double.NaN, 0.1));
        assertFalse(Metric.LOSS.better(Double.NaN, 0.1));
    }

    @Test
    void nothingToMeasureIsNoNumberAndWrongSizesAreRefused() {
        assertTrue(Double.isNaN(Metric.ACCURACY.measure(new float[0], new int[0], 2)));
        assertThrows(IllegalArgumentException.class, () -> Metric.ACCURACY.measure(new float[3], new int[] {0}, 2));
    }
}
