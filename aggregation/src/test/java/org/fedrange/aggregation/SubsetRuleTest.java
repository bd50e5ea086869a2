package org.fedrange.aggregation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Streams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that choose among subsets or along a main direction. */
class SubsetRuleTest {
    private static void assertGives(Given given, Aggregator rule, List<Update> updates, double... expected) {
        assertArrayEquals(expected, Given.aggregate(rule, updates).vector().toDoubles(), given.tolerance, rule.toString());
    }

    private static double[][] wholes(long seed, int n, int d) {
        RandomGenerator stream = new Streams(seed).of("wholes");
        double[][] rows = new double[n][d];
        for (double[] row : rows) {
            Arrays.setAll(row, k -> stream.nextInt(-2, 3));
        }
        return rows;
    }

    @ParameterizedTest
    @EnumSource
    void byHand(Given given) {
        // 1, 2, 4, 9, 100 with f = 2: the median 4 has the distances 3, 2, 0, 5, 96, so 4, 2, 1 stay: 7/3.
        assertGives(given, new Meamed(2), given.column(1, 2, 4, 9, 100), 7 / 3.0);
        // Median 2 of 0, 4, 2: 0 and 4 are equally near, the first row stays: (0 + 2) / 2.
        assertGives(given, new Meamed(1), given.column(0, 4, 2), 1);
        // Nearest to 3, the first: itself and 1. With 100 as pivot: 100 and 3.
        assertGives(given, new Monna(2, 0), given.column(3, 0, 1, 100, 50), 4 / 3.0);
        assertGives(given, new Monna(1, 2), given.column(3, 0, 100), 51.5);
        // {0, 1, 3} and {1, 3, 4} have the diameter 3; the first: 4/3. {3, 4, 1} first if it stands first.
        assertGives(given, new MinimumDiameter(2), given.column(0, 1, 3, 4, 100), 4 / 3.0);
        assertGives(given, new MinimumDiameter(2), given.column(4, 3, 1, 0, 100), 8 / 3.0);
        // Sums of squares about the mean: {0, 1, 3} 14/3, {0, 1, 100}, {0, 3, 100}, {1, 3, 100} thousands.
        assertGives(given, new SmallestEigenvalue(1), given.column(0, 1, 3, 100), 4 / 3.0);
        // Mean 3, squares 9, 4, 1, 36: 9 is left out.
        assertGives(given, new DivideAndConquer(1, 5, 10_000, 1), given.column(0, 1, 2, 9), 1);
        // Twice f left out: 9 and 0.
        assertGives(given, new DivideAndConquer(1, 1, 10_000, 2), given.column(0, 1, 2, 9), 1.5);
        // m = 2, c = 5/9, 8/9, 0; then m = (8/9) / (13/9) = 8/13, which varies least.
        assertGives(given, new CovarianceFilter(1), given.column(0, 1, 5), 8 / 13.0);
        // f = 0 makes one step: the mean. Equal updates: themselves.
        assertGives(given, new CovarianceFilter(0), given.column(0, 1, 5), 2);
        assertGives(given, new CovarianceFilter(1), given.column(4, 4, 4), 4);
    }

    @ParameterizedTest
    @EnumSource
    void bulyanByHand(Given given) {
        // f = 1; scores of 0, 1, 3, 4, 6, 7, 100 with four neighbors: 62, 39, 23, 23, 39, 62, ..: 3 is chosen. Left 0, 1, 4, 6, 7, 100 with three:
        // 1 + 16 + 36, 1 + 9 + 25, 4 + 9 + 9 .. of 4: (6) 4, (7) 9, (1) 9 = 22; of 6: 1 + 4 + 25 = 30; of 7: 1 + 9 + 36 = 46: 4 is chosen. Left 0, 1, 6,
        // 7, 100 with two: 1 + 36, 1 + 25, 1 + 25, 1 + 36: 1 is chosen. Left 0, 6, 7, 100 with one: 36, 1, 1: 6. Left 0, 7, 100 with none: 0.
        // Of 0, 1, 3, 4, 6 the median is 3; the three nearest are 3, 4 and, of 1 at 2, 1: 8/3.
        Aggregator.Result result = Given.aggregate(new Bulyan(1), given.column(0, 1, 3, 4, 6, 7, 100));
        assertEquals(8 / 3.0, result.vector().get(0), given.tolerance);
        assertArrayEquals(new double[] {0, 1 / 3.0, 1 / 3.0, 1 / 3.0, 0, 0, 0}, Given.weights(result), 1e-15);
        assertArrayEquals(new double[] {62, 39, 23, 23, 39, 62}, Arrays.copyOf(Given.scores(result), 6), 1e-9);
    }

    @ParameterizedTest
    @EnumSource
    void signs(Given given) {
        List<Update> updates = given.updates(new double[][] {{3, -1, 0}, {-0.1, -2, 0}, {0.2, 4, 5}});
        // Signs add up to 1, -1, 1.
        assertGives(given, new SignMajority(), updates, 1, -1, 1);
        assertArrayEquals(new double[] {2 / 3.0, 1 / 3.0, 2 / 3.0}, Given.scores(Given.aggregate(new SignMajority(), updates)), 1e-15);
        // One up, one down: none.
        assertGives(given, new SignMajority(), given.column(1, -5), 0);
        // Signs 3 and -1 of the means 2 and 1: only the first has at least 2.
        assertGives(given, new RobustLearningRate(2), given.updates(new double[][] {{1, 5}, {2, -1}, {3, -1}}), 2, -1);
        assertGives(given, new RobustLearningRate(1), given.updates(new double[][] {{1, 5}, {2, -1}, {3, -1}}), 2, 1);
    }

    @ParameterizedTest
    @EnumSource
    void centeredClippingKeepsItsCenter(Given given) {
        // From 0 with radius 3: (1 + 2 + 3) / 3 = 2. From 2: 2 + (-1 + 0 + 3) / 3 = 8/3.
        List<Update> updates = given.column(1, 2, 30);
        Aggregator.Result first = Given.aggregate(new CenteredClipping(3, 1), updates);
        assertEquals(2, first.vector().get(0), given.tolerance);
        assertArrayEquals(new double[] {1 / 3.0, 1 / 3.0, 1 / 30.0}, Given.weights(first), 1e-15);
        Aggregator.Result second = new CenteredClipping(3, 1).aggregate(Given.context(), first.state(), updates);
        assertEquals(8 / 3.0, second.vector().get(0), given.tolerance);
        // Two steps at once are the same.
        assertGives(given, new CenteredClipping(3, 2), updates, 8 / 3.0);
        // An update at the center moves nothing.
        assertGives(given, new CenteredClipping(3, 1), given.column(0, 0), 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void asListedSubsetBySubset(long seed) {
        // Eigenvalues of 600 columns take the subsets listed here most of the test's time, so they do it once.
        int[][] sizes = {{5, 3}, {7, 2}, {9, 4}, {8, seed == 1 ? 600 : 60}};
        for (Given given : Given.values()) {
            for (int[] size : sizes) {
                double[][] rows = Given.normal(seed, size[0], size[1]);
                for (int f = 0; 2 * f < rows.length; f++) {
                    List<Update> updates = given.updates(rows);
                    assertGives(given, new Meamed(f), updates, NaiveSubsets.meamed(rows, f));
                    assertGives(given, new MinimumDiameter(f), updates, NaiveSubsets.minimumDiameter(rows, f));
                    assertGives(given, new SmallestEigenvalue(f), updates, NaiveSubsets.smallestEigenvalue(rows, f));
                    assertGives(given, new DivideAndConquer(f, 3, 10_000, 1), updates, NaiveSubsets.divideAndConquer(rows, f));
                    // Each step multiplies the error of the one before.
                    assertArrayEquals(
                            NaiveSubsets.covarianceFilter(rows, f), Given.aggregate(new CovarianceFilter(f), updates).vector().toDoubles(),
                            100 * given.tolerance, given + " seed " + seed + ", f " + f);
                    if (rows.length >= 4 * f + 3) {
                        assertGives(given, new Bulyan(f), updates, NaiveSubsets.bulyan(rows, f));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void equalDiametersAndValues(long seed) {
        for (Given given : Given.values()) {
            double[][] rows = wholes(seed, 7 + (int) (seed % 3), 2);
            for (int f = 0; 2 * f < rows.length; f++) {
                assertGives(given, new Meamed(f), given.updates(rows), NaiveSubsets.meamed(rows, f));
                assertGives(given, new MinimumDiameter(f), given.updates(rows), NaiveSubsets.minimumDiameter(rows, f));
            }
        }
    }

    @Test
    void whatCannotFinishIsRefused() {
        assertEquals(Optional.empty(), new SmallestEigenvalue(5).infeasible(20));
        // Of 40, 5 can be chosen in 658,008 ways, 4 in 91,390; of 28, 5 in 98,280, and of 29 in 118,755.
        assertEquals("smallest-eigenvalue searches all choices of n - byzantine updates, which takes too long for more than 100000 choices; of 40 updates it can leave "
                + "out 4 at most, and 5 of 28 at most", new SmallestEigenvalue(5).infeasible(40).orElseThrow());
        assertEquals(Optional.empty(), new SmallestEigenvalue(4).infeasible(40));
        assertEquals(Optional.empty(), new SmallestEigenvalue(5).infeasible(28));
        assertTrue(new SmallestEigenvalue(5).infeasible(29).isPresent());
        // 12 of 25 are 5,200,300 ways, and there is no smaller majority; 5 of 30 are 142,506, 4 are 27,405.
        assertTrue(new SmallestEigenvalue(12).infeasible(30).orElseThrow().endsWith("of 30 updates it can leave out 4 at most; minimum-diameter, searched faster, can leave out more"));
        assertEquals(Optional.empty(), new MinimumDiameter(30).infeasible(100));
        assertTrue(new MinimumDiameter(31).infeasible(100).orElseThrow()
                .contains("byzantine above 30, here 31; it can leave out 30 of any number of updates from 61 on, and multi-krum leaves out more"));
        assertTrue(new RobustLearningRate(4).infeasible(3).orElseThrow().contains("every coordinate is turned round"));
        assertThrows(IllegalArgumentException.class, () -> Given.aggregate(new Bulyan(1), Given.DOUBLE.column(1, 2, 3, 4, 5, 6)));
    }

    /** Fifty updates of which twelve are far away: 121 billion subsets, of which the search sees few. */
    @Test
    void minimumDiameterOfManyUpdates() {
        double[][] rows = Given.normal(9, 50, 20);
        for (int i = 0; i < 12; i++) {
            Arrays.fill(rows[4 * i], 10);
        }
        Aggregator.Result result = Given.aggregate(new MinimumDiameter(12), Given.SINGLE.updates(rows));
        for (int i = 0; i < 12; i++) {
            assertEquals(0, result.verdicts().get(4 * i).weight());
        }
        double[][] near = Given.normal(10, 40, 20);
        assertEquals(28, Given.aggregate(new MinimumDiameter(12), Given.SINGLE.updates(near)).verdicts().stream().filter(Verdict::kept).count());
    }

    @Test
    void drawnCoordinatesAreDifferentAndAllTakePart() {
        // 3 of 40 coordinates; the outlier shows in every one. Repeats for the same stream.
        double[][] rows = Given.normal(3, 9, 40);
        Arrays.fill(rows[4], 30);
        Aggregator.Result once = Given.aggregate(new DivideAndConquer(1, 4, 3, 1), Given.DOUBLE.updates(rows));
        assertEquals(0, once.verdicts().get(4).weight());
        assertEquals(once.vector().digest(), Given.aggregate(new DivideAndConquer(1, 4, 3, 1), Given.DOUBLE.updates(rows)).vector().digest());
    }
}
