package org.fedrange.defenses.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountantTest {
    private static List<Steps> gaussian(double z, double q, int steps) {
        return List.of(new Steps(new Gaussian(z), q, steps));
    }

    /** Optimistic and pessimistic values of another implementation, of privacy loss distributions on a grid of 1e-4, and its Rényi value. */
    @ParameterizedTest
    @CsvSource({
        "1, 0.01, 1000, 1e-5, 1.778240, 1.828244, 2.1014",
        "1, 0.1, 100, 1e-5, 7.041602, 7.046603, 7.9039",
        "1, 0.001, 10, 1e-5, 0.023013, 0.023515, 0.6113",
        "0.7, 0.001, 100, 1e-6, 0.571622, 0.576543, 1.8976",
        "4, 0.1, 10000, 1e-5, 12.998367, 13.498383, 14.51",
        "1, 0.05, 10000, 1e-6, 50.126418, 50.626430, 55.2943",
    })
    void answersLieBetweenWhatOthersProve(double z, double q, int steps, double delta, double low, double high, double renyi) {
        double pld = Accountant.PLD.epsilon(gaussian(z, q, steps), delta);
        assertTrue(pld >= low && pld <= high * 1.004 + 1e-4, pld + " between " + low + " and " + high);
        double rdp = Accountant.RDP.epsilon(gaussian(z, q, steps), delta);
        assertTrue(rdp >= low && rdp <= renyi * 1.001, rdp + " below " + renyi);
        double optimistic = Accountant.optimistic(gaussian(z, q, steps), delta);
        assertTrue(optimistic <= high && optimistic >= 0.97 * pld - 0.002, optimistic + " just below " + pld);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.3, 1e-5", "0.5, 0.01, 1e-6", "2, 0.5, 1e-3", "5, 0.9, 1e-9", "0.3, 0.001, 1e-5"})
    void oneSampledStepIsWithinAThousandthOfItsClosedForm(double z, double q, double delta) {
        // The unit removed: outcomes above x have loss above epsilon; delta = P(above) - e^epsilon Q(above). Bisected here.
        double low = 0;
        double high = 100;
        for (int i = 0; i < 100; i++) {
            double epsilon = (low + high) / 2;
            double x = z * z * Math.log((Math.expm1(epsilon) + q) / q) + 0.5;
            double without = NormalTail.upper(x / z);
            double with = (1 - q) * without + q * NormalTail.upper((x - 1) / z);
            if (with - Math.exp(epsilon) * without <= delta) {
                high = epsilon;
            } else {
                low = epsilon;
            }
        }
        double answer = Accountant.PLD.epsilon(gaussian(z, q, 1), delta);
        assertTrue(answer >= high && answer <= high * 1.003 + 1e-6, answer + " for " + high);
    }

    @ParameterizedTest
    @CsvSource({"3, 100, 1e-5", "20, 1, 1e-5", "1, 30, 1e-8", "0.7, 9, 1e-3", "50, 10000, 1e-12"})
    void composedUnsampledStepsAgreeWithTheExactGaussian(double z, int steps, double delta) {
        double exact = Gaussian.epsilon(Math.sqrt(steps) / z, delta);
        assertEquals(exact, Accountant.PLD.epsilon(gaussian(z, 1, steps), delta), 1e-12);
        // A rate just below 1 goes through grid and transform.
        double composed = Accountant.PLD.epsilon(gaussian(z, 1 - 1e-12, steps), delta);
        assertTrue(composed >= exact * (1 - 1e-9) && composed <= exact * 1.004, composed + " for " + exact);
    }

    @Test
    void theExactGaussianAtItsWorkedExample() {
        // delta(4.3772) = F(0.5 - 4.3772) - e^4.3772 F(-0.5 - 4.3772) = 5.28e-5 - 79.61 x 5.38e-7 = 1e-5
        assertEquals(4.3772, new Gaussian(1).epsilon(1e-5), 1e-4);
        assertEquals(1, new Gaussian(1).renyi(2, 1), 1e-12);
    }

    @Test
    void fromEpsilon700OnOnlyASecondTermIsGivenAway() {
        double exact = Gaussian.epsilon(100 / 0.3, 1e-5);
        double answer = Accountant.PLD.epsilon(gaussian(0.3, 1, 10_000), 1e-5);
        assertTrue(answer >= exact && answer <= exact + 1, answer + " for " + exact);
        double sampled = Accountant.PLD.epsilon(gaussian(0.3, 0.5, 10_000), 1e-5);
        assertTrue(sampled > 20_000 && sampled <= Accountant.RDP.epsilon(gaussian(0.3, 0.5, 10_000), 1e-5), "" + sampled);
    }

    @Test
    void tinyBudgetsComeOutAsZeroOrTiny() {
        assertEquals(0, Accountant.PLD.epsilon(gaussian(20, 0.001, 1), 1e-4));
        double tiny = Accountant.PLD.epsilon(gaussian(20, 0.001, 10_000), 1e-5);
        assertEquals(0.01253, tiny, 0.0001);
    }

    @Test
    void stepsInPartsCostWhatTheyCostTogether() {
        List<Steps> parts = List.of(new Steps(new Gaussian(1), 0.05, 40), new Steps(new Gaussian(1), 0.05, 60));
        for (Accountant accountant : List.of(Accountant.PLD, Accountant.RDP)) {
            double whole = accountant.epsilon(gaussian(1, 0.05, 100), 1e-5);
            assertEquals(whole, accountant.epsilon(parts, 1e-5), 1e-6 * whole);
        }
        List<Steps> mixed = List.of(new Steps(new Gaussian(1), 0.05, 100), new Steps(new Laplace(3), 0.1, 20));
        assertTrue(Accountant.PLD.epsilon(mixed, 1e-5) > Accountant.PLD.epsilon(parts, 1e-5));
        assertTrue(Accountant.PLD.epsilon(mixed, 1e-5) <= Accountant.RDP.epsilon(mixed, 1e-5));
    }

    @Test
    void wholeOrdersAgreeWithTheBinomialSum() {
        for (double z : new double[] {0.3, 1, 4}) {
            for (double q : new double[] {0.001, 0.1, 0.7}) {
                for (int order : new int[] {2, 3, 17, 64}) {
                    // A - 1 = sum over k >= 2 of C(order, k) (1 - q)^(order - k) q^k (e^((k^2 - k) / (2 z^2)) - 1)
                    double log = Double.NEGATIVE_INFINITY;
                    double choose = 0;
                    for (int k = 1; k <= order; k++) {
                        choose += Math.log((order - k + 1.0) / k);
                        double exponent = (k * k - k) / (2 * z * z);
                        double term = choose + (order - k) * Math.log1p(-q) + k * Math.log(q)
                                + (exponent > 30 ? exponent : Math.log(Math.expm1(exponent)));
                        double top = Math.max(log, term);
                        log = k == 1 ? log : top + Math.log(Math.exp(log - top) + Math.exp(term - top));
                    }
                    double expected = (log > 30 ? log : Math.log1p(Math.exp(log))) / (order - 1);
                    assertEquals(expected, new Gaussian(z).renyi(order, q), 1e-9 * expected, z + " " + q + " " + order);
                }
            }
        }
    }

    @Test
    void otherOrdersAgreeWithTheSeriesOfAlternatingSigns() {
        for (double[] at : new double[][] {{1, 0.01, 7.8}, {1, 0.1, 2.5}, {2, 0.3, 3.7}, {0.7, 0.05, 1.5}, {4, 0.1, 4.25}}) {
            double expected = Math.log(series(at[0], at[1], at[2])) / (at[2] - 1);
            assertEquals(expected, new Gaussian(at[0]).renyi(at[2], at[1]), 1e-7 * expected, List.of(at[0], at[1], at[2]).toString());
        }
    }

    /** Mironov, Talwar and Zhang 2019, section 3.3, with the binomial coefficients' own signs. */
    private static double series(double z, double q, double order) {
        double middle = z * z * Math.log(1 / q - 1) + 0.5;
        double sum = 0;
        double choose = 1;
        for (int i = 0; i < 400; i++) {
            double j = order - i;
            double low = Math.log(Math.abs(choose)) + i * Math.log(q) + j * Math.log1p(-q) + (i * i - i) / (2 * z * z)
                    + NormalTail.logUpper((i - middle) / z);
            double high = Math.log(Math.abs(choose)) + j * Math.log(q) + i * Math.log1p(-q) + (j * j - j) / (2 * z * z)
                    + NormalTail.logUpper((middle - j) / z);
            sum += Math.signum(choose) * (Math.exp(low) + Math.exp(high));
            choose *= (order - i) / (i + 1);
        }
        return sum;
    }

    @Test
    void laplaceAtItsWorkedExamples() {
        assertEquals(0.2003, new Laplace(2).renyi(2, 1), 1e-4); // ln(2/3 x 1.64872 + 1/3 x 0.36788) = ln 1.22177
        double exact = 0.5 + 2 * Math.log1p(-0.01);
        assertEquals(exact, new Laplace(2).epsilon(0.01), 1e-12);
        double composed = Accountant.PLD.epsilon(List.of(new Steps(new Laplace(2), 1, 1)), 0.01);
        assertTrue(composed >= exact && composed <= exact * 1.005, composed + " for " + exact);
        // Sampled with rate 0.1 and delta near 0: ln(1 + 0.1 (e^0.5 - 1)) = 0.06285
        double sampled = Accountant.PLD.epsilon(List.of(new Steps(new Laplace(2), 0.1, 1)), 1e-9);
        assertEquals(0.06285, sampled, 3e-4);
    }

    @Test
    void accountantsAreOrderedAsTheoryOrdersThem() {
        List<Steps> unsampled = gaussian(10, 1, 100);
        double pld = Accountant.PLD.epsilon(unsampled, 1e-5);
        double rdp = Accountant.RDP.epsilon(unsampled, 1e-5);
        assertTrue(pld < rdp);
        assertEquals(rdp, Accountant.ZCDP.epsilon(unsampled, 1e-5), 1e-4);
        assertTrue(Accountant.ADVANCED_COMPOSITION.epsilon(unsampled, 1e-5) > rdp);
    }

    @Test
    void calibrationEndsOnTheSafeSide() {
        for (Accountant accountant : List.of(Accountant.PLD, Accountant.RDP)) {
            Calibration budget = new Calibration(accountant, 1, 1e-5);
            Steps steps = new Steps(new Gaussian(1), 0.01, 1000);
            double z = budget.noiseMultiplier(steps);
            assertTrue(accountant.epsilon(List.of(steps.withNoiseMultiplier(z)), 1e-5) <= 1);
            assertTrue(accountant.epsilon(List.of(steps.withNoiseMultiplier(z * 0.999)), 1e-5) > 1);
            int most = budget.steps(steps);
            assertTrue(accountant.epsilon(List.of(steps.withSteps(most)), 1e-5) <= 1);
            assertTrue(accountant.epsilon(List.of(steps.withSteps(most + 1)), 1e-5) > 1);
        }
        assertEquals(1.4158, new Calibration(Accountant.PLD, 1, 1e-5).noiseMultiplier(new Steps(new Gaussian(1), 0.01, 1000)), 0.003);
    }

    @Test
    void whatHasNoMeaningIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Accountant.PLD.epsilon(gaussian(1, 1, 1), 0));
        assertThrows(IllegalArgumentException.class, () -> Accountant.PLD.epsilon(gaussian(1, 1, 1), Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> gaussian(0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> gaussian(1, 1.1, 1));
        assertThrows(IllegalArgumentException.class, () -> gaussian(1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Calibration(Accountant.PLD, Double.NaN, 1e-5));
    }
}
