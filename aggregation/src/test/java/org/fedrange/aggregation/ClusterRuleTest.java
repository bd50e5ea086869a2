package org.fedrange.aggregation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.fedrange.learning.Streams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that look for a crowd, or for nodes that act as one. */
class ClusterRuleTest {
    private static final List<Aggregator> CROWD = List.of(new ClippedClustering(), new Flame(0), new SignGuard(0.1, 3, 1));

    private static double average(Aggregator.Result result) {
        return Arrays.stream(result.vector().toDoubles()).average().orElseThrow();
    }

    private static List<Boolean> kept(Aggregator.Result result) {
        return result.verdicts().stream().map(Verdict::kept).toList();
    }

    @ParameterizedTest
    @EnumSource
    void clippedClusteringRemembersNorms(Given given) {
        // Norms 1, sqrt 4.04 = 2.01, 30: C = 2.01. The first two point the same way: ((1 + 2) / 2, (0 + 0.2) / 2).
        List<Update> updates = given.updates(new double[][] {{1, 0}, {2, 0.2}, {0, 30}});
        Aggregator.Result first = Given.aggregate(new ClippedClustering(), updates);
        assertArrayEquals(new double[] {1.5, 0.1}, first.vector().toDoubles(), given.tolerance);
        assertEquals(List.of(true, true, false), kept(first));
        // Next round: norms 1, 1, 1 with 1, 2.01, 30 give C = 1: of (4, 0), (4, 0) each becomes (1, 0); norms then are 1, 2.01, 30, 4, 4, 4: C = 4.
        Aggregator.Result second = new ClippedClustering().aggregate(
                Given.context(), first.state(), given.updates(new double[][] {{8, 0}, {8, 0}, {0, 1}}));
        // Of 1, 1, 2.01, 8, 8, 30 the median is (2.01 + 8) / 2.
        assertArrayEquals(new double[] {(Math.sqrt(4.04) + 8) / 2, 0}, second.vector().toDoubles(), 5 * given.tolerance);
    }

    @ParameterizedTest
    @EnumSource
    void flameKeepsTheMajority(Given given) {
        // Norms 1, sqrt 1.01, sqrt 4.01, 5: S = (sqrt 1.01 + sqrt 4.01) / 2 = 1.5037; the third is scaled by S / sqrt 4.01 = 0.7509.
        List<Update> updates = given.updates(new double[][] {{1, 0}, {1, 0.1}, {2, 0.1}, {-5, 0}});
        double scale = (Math.sqrt(1.01) + Math.sqrt(4.01)) / 2 / Math.sqrt(4.01);
        Aggregator.Result result = Given.aggregate(new Flame(0), updates);
        assertArrayEquals(new double[] {(2 + 2 * scale) / 3, (0.1 + 0.1 * scale) / 3}, result.vector().toDoubles(), given.tolerance);
        assertEquals(List.of(true, true, true, false), kept(result));
        // Two of three are more than half: the two nearest to one another.
        assertEquals(List.of(true, true, false), kept(Given.aggregate(new Flame(0), given.updates(new double[][] {{1, 0}, {1, 0.1}, {1, 1}}))));
    }

    /** Median norm 2 and factor 0.5: the noise has deviation 1; of 20,000 draws the mean square lies within five standard errors. */
    @Test
    void flamesNoiseHasItsDeviation() {
        double[] row = new double[20_000];
        row[0] = 2;
        Aggregator.Result result = Given.aggregate(new Flame(0.5), Given.DOUBLE.updates(row, row, row));
        double square = Arrays.stream(result.vector().toDoubles()).skip(1).map(x -> x * x).average().orElseThrow();
        assertEquals(1, square, 5 * Math.sqrt(2.0 / 20_000), "seed 1");
    }

    @ParameterizedTest
    @EnumSource
    void foolsGoldTakesWeightFromThoseThatActAsOne(Given given) {
        // Cosines 1 between the last two: weight 0. The first has at most 0.707 with them, pardoned to 0.5: 1 - 0.5, over the largest 1; logit(0.99) > 1.
        List<Update> updates = given.updates(new double[][] {{1, 0}, {0, 1}, {1, 1}, {1, 1}});
        Aggregator.Result result = Given.aggregate(new FoolsGold(), updates);
        assertArrayEquals(new double[] {0.25, 0.25}, result.vector().toDoubles(), given.tolerance);
        assertArrayEquals(new double[] {0.25, 0.25, 0, 0}, Given.weights(result), 1e-6);
        // All alike: nobody has weight. One alone: all.
        assertArrayEquals(new double[] {0, 0}, Given.aggregate(new FoolsGold(), given.updates(new double[][] {{1, 1}, {2, 2}})).vector().toDoubles(), 1e-9);
        assertArrayEquals(new double[] {3, 1}, Given.aggregate(new FoolsGold(), given.updates(new double[][] {{3, 1}})).vector().toDoubles(), given.tolerance);
    }

    @ParameterizedTest
    @EnumSource
    void foolsGoldLooksAtTheSumOfAllRounds(Given given) {
        // Alike in the second round, but with opposite pasts (9, -8) and (-7, 10): the cosine is negative, both keep weight.
        List<Update> before = given.updates(new double[][] {{8, -9}, {-8, 9}, {5, 5}});
        List<Update> now = given.updates(new double[][] {{1, 1}, {1, 1}, {5, 5}});
        State history = Given.aggregate(new FoolsGold(), before).state();
        Aggregator.Result result = new FoolsGold().aggregate(Given.context(), history, now);
        assertTrue(result.verdicts().get(0).weight() > 0.3 && result.verdicts().get(1).weight() > 0.3, result.verdicts().toString());
        Aggregator.Result without = Given.aggregate(new FoolsGold(), now);
        assertEquals(List.of(false, false, false), kept(without));
        // The second node is away in the second round, and comes back with its past.
        List<Update> fewer = List.of(now.get(0), now.get(2));
        FoolsGold.History after = (FoolsGold.History) new FoolsGold().aggregate(Given.context(), history, fewer).state();
        assertEquals(3, after.sums().size());
        assertArrayEquals(new double[] {-8, 9}, java.util.Objects.requireNonNull(after.sums().get(before.get(1).node())).toDoubles());
    }

    @ParameterizedTest
    @EnumSource
    void signGuardTestsNormsBeforeClipping(Given given) {
        // Norms 2.236, 2.236, 2.121, 2.236, 127: the last is too long; the fourth has other signs.
        List<Update> updates = given.updates(new double[][] {{1, 2}, {2, 1}, {1.5, 1.5}, {-1, -2}, {90, 90}});
        Aggregator.Result result = Given.aggregate(new SignGuard(0.1, 3, 1), updates);
        assertEquals(List.of(true, true, true, false, false), kept(result));
        assertArrayEquals(new double[] {1.5, 1.5}, result.vector().toDoubles(), given.tolerance);
        // Too short: 0.1 of the median.
        List<Update> shortOne = given.updates(new double[][] {{1, 2}, {2, 1}, {1.5, 1.5}, {0.01, 0.02}});
        assertEquals(List.of(true, true, true, false), kept(Given.aggregate(new SignGuard(0.1, 3, 1), shortOne)));
        assertThrows(IllegalArgumentException.class, () -> new SignGuard(1.1, 3, 1));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aTurnedMinorityIsRefusedByTheCrowd(long seed) {
        // Ten updates around (1, ..., 1), three of them turned round and five times as long.
        var stream = new Streams(seed).of("crowd");
        double[][] rows = new double[10][400];
        for (int i = 0; i < rows.length; i++) {
            double factor = i % 4 == 1 ? -5 : 1;
            Arrays.setAll(rows[i], k -> (float) (factor * (1 + 0.8 * stream.nextGaussian())));
        }
        for (Given given : Given.values()) {
            List<Update> updates = given.updates(rows);
            // 7 x 1 - 3 x 5 = -8, over 10. Node 9 is the third of them.
            assertTrue(average(Given.aggregate(new Mean(false), updates)) < -0.5, given + " seed " + seed);
            for (Aggregator rule : CROWD) {
                Aggregator.Result result = Given.aggregate(rule, updates);
                double mean = average(result);
                assertTrue(mean > 0.8 && mean < 1.2, rule + " " + given + " seed " + seed + ": " + mean);
                for (int i = 0; i < 10; i++) {
                    assertTrue(i % 4 != 1 || !result.verdicts().get(i).kept(), rule + " keeps node " + i);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void zerosAndEqualUpdatesAreFine(Given given) {
        for (Aggregator rule : CROWD) {
            assertArrayEquals(new double[] {0, 0}, Given.aggregate(rule, given.updates(new double[4][2])).vector().toDoubles(), rule.toString());
            assertArrayEquals(
                    new double[] {2, -1}, Given.aggregate(rule, given.updates(new double[][] {{2, -1}, {2, -1}, {2, -1}})).vector().toDoubles(),
                    given.tolerance, rule.toString());
            assertArrayEquals(new double[] {2, -1}, Given.aggregate(rule, given.updates(new double[][] {{2, -1}})).vector().toDoubles(), given.tolerance);
            assertThrows(IllegalArgumentException.class, () -> Given.aggregate(rule, List.of()));
        }
        assertArrayEquals(new double[] {0, 0}, Given.aggregate(new FoolsGold(), given.updates(new double[3][2])).vector().toDoubles());
    }
}
