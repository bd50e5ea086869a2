package org.fedrange.defenses.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Streams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Draws by chi-square and moments; what is accounted for by worked examples. Seeds are fixed, so that a test that passes goes on passing. */
class SkellamTest {
    private static final int DRAWS = 200_000;

    private static RandomGenerator stream(String purpose) {
        return new Streams(8).of(purpose);
    }

    /** Pearson's statistic over single numbers within four deviations, the rest as one: above by 4.5 of its deviations once in 10^5. */
    @ParameterizedTest
    @ValueSource(doubles = {10, 12.5, 31.7, 400})
    void poissonDrawsHaveTheirExactProbabilities(double mean) {
        int from = (int) Math.max(0, mean - 4 * Math.sqrt(mean));
        int to = (int) (mean + 4 * Math.sqrt(mean));
        long[] counts = new long[to - from + 1];
        PoissonDraw poisson = new PoissonDraw(mean);
        RandomGenerator stream = stream("poisson " + mean);
        long beyond = 0;
        for (int i = 0; i < DRAWS; i++) {
            long drawn = poisson.draw(stream);
            if (drawn >= from && drawn <= to) {
                counts[(int) drawn - from]++;
            } else {
                beyond++;
            }
        }
        double statistic = 0;
        double inside = 0;
        for (int k = from; k <= to; k++) {
            double logarithm = -mean;
            for (int i = 1; i <= k; i++) {
                logarithm += Math.log(mean / i);
            }
            double expected = DRAWS * Math.exp(logarithm);
            inside += expected;
            statistic += Math.pow(counts[k - from] - expected, 2) / expected;
        }
        statistic += Math.pow(beyond - (DRAWS - inside), 2) / (DRAWS - inside);
        int freedom = counts.length;
        assertTrue(statistic < freedom + 4.5 * Math.sqrt(2.0 * freedom), statistic + " with " + freedom + " degrees of freedom");
    }

    /** Variance s^2, fourth moment 3 s^4 + s^2. */
    @ParameterizedTest
    @ValueSource(doubles = {5, 80, 4096})
    void theDifferenceHasItsMoments(double deviation) {
        SkellamDraw skellam = new SkellamDraw(deviation);
        RandomGenerator stream = stream("skellam " + deviation);
        double[] draws = new double[DRAWS];
        Arrays.setAll(draws, i -> skellam.draw(stream) / deviation);
        assertEquals(0, Arrays.stream(draws).average().orElseThrow(), 4 / Math.sqrt(DRAWS));
        assertEquals(1, Arrays.stream(draws).map(x -> x * x).average().orElseThrow(), 4 * Math.sqrt(2.0 / DRAWS));
        // The fourth power of a normal draw has variance 96.
        assertEquals(3 + 1 / (deviation * deviation), Arrays.stream(draws).map(x -> x * x * x * x).average().orElseThrow(), 5 * Math.sqrt(96.0 / DRAWS));
    }

    @Test
    void tooLittleNoiseToDrawIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new SkellamDraw(4));
    }

    /** Deviation 10 and multiplier 1: sensitivity 10; 2/2 + min((3 100 + 6 100) / (4 10^4), 3 100 / (2 100)) = 1 + 0.0225. */
    @Test
    void theDivergenceOfTheWorkedExample() {
        assertEquals(1.0225, new Skellam(1, 10).renyi(2, 1), 1e-12);
        assertEquals(1.0225, new Skellam(1, 10).renyi(2, 0.1), 1e-12);
        // Sensitivity 1 under deviation 8: 2 / 128 + min((3 + 6) / (4 64^2), 3 / 128).
        assertEquals(2.0 / 128 + Math.min((3 + 6) / (4 * 64.0) / 64, 3.0 / 128), new Skellam(8, 8).renyi(2, 1), 1e-12);
    }

    /** Exact divergence of order 2 in one dimension, by its sum, stays below the bound. */
    @Test
    void theBoundIsAboveTheTruth() {
        double deviation = 8;
        double[] probabilities = probabilities(deviation * deviation / 2, 200);
        for (int shift : new int[] {1, 3, 8}) {
            double sum = 0;
            for (int x = -150; x <= 150; x++) {
                sum += Math.pow(probabilities[x + 200 - shift], 2) / probabilities[x + 200];
            }
            double truth = Math.log(sum);
            double bound = new Skellam(deviation / shift, deviation).renyi(2, 1);
            assertTrue(truth <= bound && truth > 0.9 * shift * shift / (deviation * deviation), truth + " below " + bound);
        }
    }

    /** Of the difference of two Poisson numbers, from -most to most. */
    private static double[] probabilities(double mean, int most) {
        double[] poisson = new double[2 * most];
        poisson[0] = Math.exp(-mean);
        for (int k = 1; k < poisson.length; k++) {
            poisson[k] = poisson[k - 1] * mean / k;
        }
        double[] difference = new double[2 * most + 1];
        for (int x = -most; x <= most; x++) {
            for (int k = Math.max(0, -x); k + x < poisson.length && k < poisson.length; k++) {
                difference[x + most] += poisson[k] * poisson[k + x];
            }
        }
        return difference;
    }

    @Test
    void onlyRenyiDivergencesAreKnown() {
        List<Steps> ledger = List.of(new Steps(new Skellam(2, 2048), 1, 10));
        double gaussian = Accountant.RDP.epsilon(List.of(new Steps(new Gaussian(2), 1, 10)), 1e-5);
        double skellam = Accountant.RDP.epsilon(ledger, 1e-5);
        assertTrue(skellam > gaussian && skellam < 1.0001 * gaussian, skellam + " just above " + gaussian);
        for (Accountant other : List.of(Accountant.PLD, Accountant.ZCDP, Accountant.ADVANCED_COMPOSITION)) {
            String refused = String.valueOf(assertThrows(IllegalArgumentException.class, () -> other.epsilon(ledger, 1e-5)).getMessage());
            assertTrue(refused.contains("write accountant: rdp"), refused);
        }
    }
}
