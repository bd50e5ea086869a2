package org.fedrange.defenses.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupPrivacyTest {
    private static List<Steps> group(double z, int size, double q, int steps) {
        return List.of(new Steps(new GroupGaussian(z, size), q, steps));
    }

    @Test
    void threeUnitsUnderThreeTimesTheNoiseHaveWhatOneHas() {
        for (Accountant accountant : Accountant.values()) {
            double one = accountant.epsilon(List.of(new Steps(new Gaussian(1), 1, 7)), 1e-5);
            assertEquals(one, accountant.epsilon(group(3, 3, 1, 7), 1e-5), 1e-9 * one);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0.01, 1000", "0.7, 0.2, 1", "2, 0.5, 20"})
    void aGroupOfOneIsTheUnit(double z, double q, int steps) {
        double unit = Accountant.PLD.epsilon(List.of(new Steps(new Gaussian(z), q, steps)), 1e-5);
        assertEquals(unit, Accountant.PLD.epsilon(group(z, 1, q, steps), 1e-5), 1e-12);
        // The same through the mixture's own sums: a group of two, of whom the second is as good as never drawn, cannot be told from less.
        SampledGroup mixture = SampledGroup.of(z, q, 1, false);
        SampledGaussian single = new SampledGaussian(z, q, false);
        for (double loss : new double[] {-0.1 * q, 0.05, 0.5}) {
            assertEquals(single.upperP(loss), mixture.upperP(loss), 1e-9);
            assertEquals(single.upperQ(loss), mixture.upperQ(loss), 1e-9);
        }
    }

    /** Two units, each drawn with 1/2, z = 1: 1/4 N(0) + 1/2 N(1) + 1/4 N(2) against N(0). At x = 1 the loss is ln(1/4 + 1/2 e^0.5 + 1/4 e^0) = 0.2810. */
    @Test
    void aPairOfUnitsByHand() {
        SampledGroup pair = SampledGroup.of(1, 0.5, 2, false);
        double loss = Math.log(0.5 + 0.5 * Math.exp(0.5));
        assertEquals(NormalTail.upper(1), pair.upperQ(loss), 1e-9);
        assertEquals(0.25 * NormalTail.upper(1) + 0.5 * NormalTail.upper(0) + 0.25 * NormalTail.upper(-1), pair.upperP(loss), 1e-9);
        assertEquals(1, pair.upperP(Math.log(0.25) - 1e-9), 0);
    }

    /** At rate 1 - 1e-9 the group is as good as always there. */
    @Test
    void theMixtureGoesOverIntoTheWholeGroup() {
        double whole = new Gaussian(1.0 / 3).epsilon(1e-5);
        double answer = Accountant.PLD.epsilon(group(1, 3, 1 - 1e-9, 1), 1e-5);
        assertTrue(answer >= whole * (1 - 1e-6) && answer <= whole * 1.004, answer + " for " + whole);
    }

    /** Between the unit's own epsilon and the general rule: size times epsilon at a delta that is sum of e^(i epsilon) times as large. */
    @Test
    void sampledGroupsSpendMoreThanAUnitAndLessThanTheGeneralRule() {
        double delta = 1e-5;
        double unit = Accountant.PLD.epsilon(List.of(new Steps(new Gaussian(2), 0.05, 200)), delta);
        double two = Accountant.PLD.epsilon(group(2, 2, 0.05, 200), delta);
        double five = Accountant.PLD.epsilon(group(2, 5, 0.05, 200), delta);
        double general = 2 * Accountant.PLD.epsilon(List.of(new Steps(new Gaussian(2), 0.05, 200)), delta / (1 + Math.exp(2 * unit)));
        assertTrue(unit < two && two < general && two < five, unit + ", " + two + ", " + five + ", general " + general);
        // Without credit for sampling the answer is larger.
        assertTrue(five < Accountant.RDP.epsilon(group(2, 5, 0.05, 200), delta));
        assertTrue(five < Accountant.ADVANCED_COMPOSITION.epsilon(group(2, 5, 0.05, 200), delta));
    }
}
