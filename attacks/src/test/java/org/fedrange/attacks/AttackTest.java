package org.fedrange.attacks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.fedrange.learning.data.Examples;
import org.junit.jupiter.api.Test;

class AttackTest {
    @Test
    void labelFlip() {
        // classes - 1 - y with 10 classes: 0 to 9, 7 to 2, 9 to 0.
        Examples examples = new Examples(new float[] {1, 2, 3}, new int[] {0, 7, 9}, 1);
        Examples poisoned = new LabelFlip().prepare(List.of(examples), 10, Scene.stream(1)).examples(examples, 0, 1, Scene.stream(1));
        assertArrayEquals(new int[] {9, 2, 0}, poisoned.labels());
        assertArrayEquals(new float[] {1, 2, 3}, poisoned.features());
        assertArrayEquals(new int[] {0, 7, 9}, examples.labels(), "the input was written to");
        assertThrows(IllegalArgumentException.class, () -> new LabelFlip().prepare(List.of(examples), 9, Scene.stream(1)).examples(examples, 0, 1, Scene.stream(1)));
    }

    @Test
    void anAttackNeedsMoreWhereItsNodesHoldNoData() {
        assertNeeds(new None(), Knowledge.OWN, Knowledge.OWN);
        assertNeeds(new Gaussian(0, 1), Knowledge.OWN, Knowledge.OWN);
        assertNeeds(new SignFlip(1), Knowledge.OWN, Knowledge.ALL_UPDATES);
        assertNeeds(new Scale(2), Knowledge.OWN, Knowledge.ALL_UPDATES);
        assertNeeds(new Random(), Knowledge.OWN, Knowledge.OWN);
        assertNeeds(new Zero(), Knowledge.OWN, Knowledge.OWN);
        assertNeeds(new MinMax(Direction.UNIT), Knowledge.ALL_UPDATES, Knowledge.ALL_UPDATES);
        assertNeeds(new OptimalInnerProduct(20), Knowledge.ALL_UPDATES_AND_RULE, Knowledge.ALL_UPDATES_AND_RULE);
        assertNeeds(new InnerProduct(2), Knowledge.ALL_UPDATES, Knowledge.ALL_UPDATES);
        assertNeeds(new LittleIsEnough(Deviations.valueOf(1.5)), Knowledge.ALL_UPDATES, Knowledge.ALL_UPDATES);
    }

    private static void assertNeeds(Attack attack, Knowledge withData, Knowledge withoutData) {
        assertEquals(withData, attack.needs());
        assertEquals(withoutData, attack.needsWithoutData());
    }

    @Test
    void badParametersAreRefused() {
        refused("scale must be above 0, got 0.0", () -> new SignFlip(0));
        refused("scale must be above 0, got NaN", () -> new SignFlip(Double.NaN));
        refused("scale must be above 0, got -1.0", () -> new InnerProduct(-1));
        refused("deviation must be at least 0, got -1.0", () -> new Gaussian(0, -1));
        refused("mean must be a finite number, got Infinity", () -> new Gaussian(Double.POSITIVE_INFINITY, 1));
        refused("z must be a finite number, got NaN", () -> Deviations.valueOf(Double.NaN));
        refused("must be a number or the word paper, got \"papre\"", () -> Deviations.valueOf("papre"));
    }

    @Test
    void deviationsReadBackWhatTheyWrite() {
        assertEquals("paper", Deviations.valueOf("paper").toString());
        assertEquals(Deviations.valueOf("paper"), Deviations.valueOf(Deviations.valueOf("paper").toString()));
        assertEquals(Deviations.valueOf(-0.5), Deviations.valueOf(Double.parseDouble(Deviations.valueOf(-0.5).toString())));
    }

    @Test
    void thePapersDeviationsFollowFromTheNumberOfNodes() {
        Deviations paper = Deviations.valueOf("paper");
        // n = 10, f = 3: s = 6 - 3 = 3, quantile(4/7). n = 50, f = 24: s = 26 - 24 = 2, quantile(24/26).
        assertEquals(0.18001236979270493, paper.among(10, 3), 1e-12);
        assertEquals(1.4260768722728479, paper.among(50, 24), 1e-12);
        // n = 10, f = 1: s = 5, quantile(4/9), which is negative. n = 10, f = 2: s = 4, quantile(1/2) = 0.
        assertEquals(-0.1397102988, paper.among(10, 1), 1e-9);
        assertEquals(0, paper.among(10, 2));
        assertEquals(2.5, Deviations.valueOf(2.5).among(1, 1));
        for (int[] impossible : new int[][] {{10, 6}, {2, 1}, {3, 2}}) {
            assertThrows(IllegalArgumentException.class, () -> paper.among(impossible[0], impossible[1]));
        }
    }

    @Test
    void normalQuantiles() {
        // From an independent implementation in double precision.
        double[][] known = {
            {0.5, 0}, {4.0 / 7, 0.18001236979270493}, {0.9, 1.2815515655446008}, {0.975, 1.9599639845400536},
            {0.075, -1.4395314709384557}, {0.0751, -1.4388253927525398}, {0.999999, 4.753424308817089},
            {1e-10, -6.361340902404056}, {1e-12, -7.034483825301132}, {1e-300, -37.0470962993612}
        };
        for (double[] pair : known) {
            assertEquals(pair[1], NormalQuantile.of(pair[0]), 1e-12 * Math.max(1, Math.abs(pair[1])), "of " + pair[0]);
        }
        for (double bad : new double[] {0, 1, -0.1, 1.1, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> NormalQuantile.of(bad));
        }
    }

    private static void refused(String expected, Runnable act) {
        assertEquals(expected, assertThrows(IllegalArgumentException.class, act::run).getMessage());
    }
}
