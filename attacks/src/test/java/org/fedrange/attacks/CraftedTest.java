package org.fedrange.attacks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fedrange.aggregation.Aggregator;
import org.fedrange.aggregation.Chain;
import org.fedrange.aggregation.Context;
import org.fedrange.aggregation.Krum;
import org.fedrange.aggregation.Mean;
import org.fedrange.aggregation.Median;
import org.fedrange.aggregation.State;
import org.fedrange.aggregation.TrimmedMean;
import org.fedrange.aggregation.Update;
import org.fedrange.learning.ParameterVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks that look at honest updates, or at the rule: by hand, and whether they reach their goal. */
class CraftedTest {
    private static final double[][] NOBODY = {};

    private static double[][] column(double... numbers) {
        return Arrays.stream(numbers).mapToObj(x -> new double[] {x}).toArray(double[][]::new);
    }

    private static View knowing(View view, Aggregator rule) {
        return new View(view.round(), view.model(), view.nodes(), view.own(), view.honest(), Optional.of(new Chain(List.of(), rule)));
    }

    private static double[][] normal(long seed, int n, int d) {
        var stream = Scene.stream(seed);
        double[][] rows = new double[n][d];
        for (double[] row : rows) {
            Arrays.setAll(row, k -> (float) (0.3 + stream.nextGaussian()));
        }
        return rows;
    }

    private static ParameterVector aggregate(Aggregator rule, View view, List<ParameterVector> crafted) {
        List<Update> updates = new ArrayList<>();
        for (int i = 0; i < crafted.size(); i++) {
            updates.add(new Update(view.nodes().get(i), 1, crafted.get(i), 10));
        }
        updates.addAll(view.honest());
        return rule.aggregate(new Context(1, view.model(), Scene.stream(2)), State.NONE, updates).vector();
    }

    @ParameterizedTest
    @EnumSource
    void plainOnes(Scene scene) {
        View view = scene.view(2, new double[][] {{1, -2}}, new double[][] {{1, 4}, {3, 0}});
        // mu = (2, 2). The second node has no data: it scales mu.
        assertArrayEquals(new double[] {-2, -2}, scene.craft(new SignFlipMean(), view).get(1), scene.tolerance);
        assertArrayEquals(new double[] {10, -20}, scene.craft(new Scale(10), view).getFirst(), scene.tolerance);
        assertArrayEquals(new double[] {20, 20}, scene.craft(new Scale(10), view).getLast(), 20 * scene.tolerance);
        assertArrayEquals(new double[] {0, 0}, scene.craft(new Zero(), view).getFirst());
        assertArrayEquals(new double[] {3, 0}, scene.craft(new Mimic(1, 0), view).getFirst());
        assertEquals(Double.POSITIVE_INFINITY, scene.craft(new Infinite(), view).getFirst()[1]);
        assertTrue(Double.isNaN(scene.craft(new Nan(), view).getLast()[0]));
        assertEquals(Optional.empty(), new Mimic(1, 0).infeasible(4, 2));
        assertTrue(new Mimic(2, 0).infeasible(4, 2).isPresent());
    }

    /** Mean 0 and mean square 1/3, each within five standard errors of 20,000 draws. */
    @Test
    void randomNumbersAreEven() {
        View view = Scene.DOUBLE.view(2, new double[][] {new double[10_000]}, NOBODY);
        List<double[]> crafted = Scene.DOUBLE.craft(new Random(), view);
        double[] all = crafted.stream().flatMapToDouble(Arrays::stream).toArray();
        assertEquals(0, Arrays.stream(all).average().orElseThrow(), 5 * Math.sqrt(1 / 3.0 / 20_000), "seed 1");
        assertEquals(1 / 3.0, Arrays.stream(all).map(x -> x * x).average().orElseThrow(), 5 * Math.sqrt(4 / 45.0 / 20_000), "seed 1");
        assertTrue(Arrays.stream(all).allMatch(x -> x >= -1 && x < 1));
        assertNotEquals(crafted.getFirst()[0], crafted.getLast()[0]);
    }

    @ParameterizedTest
    @EnumSource
    void minMaxAndMinSumByHand(Scene scene) {
        View view = scene.view(1, NOBODY, column(1, 2, 6));
        // mu = 3, p = -1, largest distance 5: 6 - (3 - gamma) = 5.
        assertArrayEquals(new double[] {1}, scene.craft(new MinMax(Direction.UNIT), view).getFirst(), scene.tolerance);
        assertArrayEquals(new double[] {1}, scene.craft(new MinMax(Direction.SIGN), view).getFirst(), scene.tolerance);
        // sd = sqrt 7, whatever the length of the direction.
        assertArrayEquals(new double[] {1}, scene.craft(new MinMax(Direction.STD), view).getFirst(), scene.tolerance);
        // Sums 1 + 25, 1 + 16, 25 + 16 = 41; 3 gamma^2 + 14 = 41.
        assertArrayEquals(new double[] {0}, scene.craft(new MinSum(Direction.UNIT), view).getFirst(), 10 * scene.tolerance);
        // Equal updates leave no room.
        View equal = scene.view(1, NOBODY, column(2, 2, 2));
        assertArrayEquals(new double[] {2}, scene.craft(new MinMax(Direction.UNIT), equal).getFirst(), scene.tolerance);
        assertArrayEquals(new double[] {2}, scene.craft(new MinSum(Direction.STD), equal).getFirst(), scene.tolerance);
        assertTrue(new MinMax(Direction.UNIT).infeasible(3, 2).isPresent());
        assertEquals(Optional.empty(), new MinSum(Direction.UNIT).infeasible(4, 2));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theBoundsAreMetAndHardlyMore(long seed) {
        double[][] rows = normal(seed, 8, 700);
        View view = Scene.DOUBLE.view(2, NOBODY, rows);
        for (Direction direction : Direction.values()) {
            double most = 0;
            double mostSum = 0;
            for (double[] a : rows) {
                most = Math.max(most, Arrays.stream(rows).mapToDouble(b -> squared(a, b)).max().orElseThrow());
                mostSum = Math.max(mostSum, Arrays.stream(rows).mapToDouble(b -> squared(a, b)).sum());
            }
            double[] far = Scene.DOUBLE.craft(new MinMax(direction), view).getFirst();
            double[] wide = Scene.DOUBLE.craft(new MinSum(direction), view).getFirst();
            double reached = Arrays.stream(rows).mapToDouble(row -> squared(row, far)).max().orElseThrow();
            double summed = Arrays.stream(rows).mapToDouble(row -> squared(row, wide)).sum();
            assertTrue(reached <= most && reached > most * (1 - 1e-9), direction + " seed " + seed + ": " + reached + " of " + most);
            assertTrue(summed <= mostSum && summed > mostSum * (1 - 1e-9), direction + " seed " + seed + ": " + summed + " of " + mostSum);
        }
    }

    private static double squared(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += (a[k] - b[k]) * (a[k] - b[k]);
        }
        return sum;
    }

    @ParameterizedTest
    @EnumSource
    void fangKrumByHand(Scene scene) {
        // See FangKrum: (sqrt(193 / 2) + 14) / 4.
        View view = scene.view(2, NOBODY, column(3, -3, 9, -8, 14));
        assertArrayEquals(new double[] {-(Math.sqrt(96.5) + 14) / 4}, scene.craft(new FangKrum(), view).getFirst(), 6 * scene.tolerance);
        // 1 has two copies and 2 nearby, however short the copies: none is chosen, zero is sent.
        assertArrayEquals(new double[] {0}, scene.craft(new FangKrum(), scene.view(2, NOBODY, column(1, 2, 3, 4, 5))).getFirst(), 0);
        assertTrue(new FangKrum().infeasible(6, 2).isPresent());
        assertEquals(Optional.empty(), new FangKrum().infeasible(7, 2));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void fangReachesItsGoal(long seed) {
        View view = Scene.SINGLE.view(4, NOBODY, normal(seed, 9, 300));
        ParameterVector mean = new Sample(view.honest()).combined(1, 0);
        // Krum chooses the crafted vector, which is against the mean in every coordinate.
        List<ParameterVector> crafted = new FangKrum().craft(view, Scene.stream(seed));
        ParameterVector chosen = aggregate(new Krum(4, null), view, crafted);
        assertEquals(crafted.getFirst(), chosen, "seed " + seed);
        // The trimmed mean moves against the sign of the honest mean, wherever that is.
        ParameterVector trimmed = aggregate(new TrimmedMean(4), view, new FangTrimmedMean().craft(view, Scene.stream(seed)));
        for (int k = 0; k < 300; k++) {
            assertTrue(Math.signum(mean.get(k)) * (trimmed.get(k) - mean.get(k)) < 0, "seed " + seed + ", coordinate " + k);
            assertTrue(chosen.get(k) * mean.get(k) <= 0, "seed " + seed + ", coordinate " + k);
        }
    }

    @Test
    void fangsValuesLieJustBeyondTheHonestOnes() {
        // Means 3, -3, 0.5, -0.5: below 1 in [0.5, 1]; above -1 in [-1, -0.5]; below -2 in [-4, -2]; above 2 in [2, 4].
        View view = Scene.DOUBLE.view(50, NOBODY, new double[][] {{1, -1, -2, 2}, {5, -5, 3, -3}});
        double[][] bounds = {{0.5, 1}, {-1, -0.5}, {-4, -2}, {2, 4}};
        List<double[]> crafted = Scene.DOUBLE.craft(new FangTrimmedMean(), view);
        for (int k = 0; k < 4; k++) {
            int column = k;
            double least = crafted.stream().mapToDouble(row -> row[column]).min().orElseThrow();
            double most = crafted.stream().mapToDouble(row -> row[column]).max().orElseThrow();
            double width = bounds[k][1] - bounds[k][0];
            assertTrue(least >= bounds[k][0] && most <= bounds[k][1] && most - least > 0.7 * width, k + ": " + least + " to " + most);
        }
    }

    @ParameterizedTest
    @EnumSource
    void lineSearches(Scene scene) {
        View view = scene.view(1, NOBODY, column(1, 2, 3));
        // Median of 0, 1, 2, 3: (1 + 2) / 2, as far from mu = 2 as it gets: tau = 0 stays.
        assertArrayEquals(new double[] {0}, scene.craft(new OptimalInnerProduct(20), knowing(view, new Median())).getFirst(), 0);
        assertArrayEquals(new double[] {-140}, scene.craft(new OptimalInnerProduct(4), knowing(view, new Mean(false))).getFirst(), 140 * scene.tolerance);
        // Against the mean every step helps: 10 + 20 + 40 after four evaluations, the first of which is tau = 0: 2 + 70.
        assertArrayEquals(new double[] {72}, scene.craft(new OptimalLittleIsEnough(4), knowing(view, new Mean(false))).getFirst(), 72 * scene.tolerance);
        assertThrows(IllegalArgumentException.class, () -> scene.craft(new OptimalInnerProduct(20), view));
    }

    @Test
    void theSearchTakesTheBestTried() {
        // A peak at 13: 0, 10 (better), 30 (worse, then steps of 16), 26, 12.8 away .., always from the best.
        double found = LineSearch.best(x -> -Math.abs(x - 13), 20);
        assertTrue(Math.abs(found - 13) < 3, "found " + found);
        assertEquals(0, LineSearch.best(x -> -x, 20));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theSearchHarmsNoLessThanTheUsualStrength(long seed) {
        View view = Scene.SINGLE.view(3, NOBODY, normal(seed, 9, 200));
        for (Aggregator rule : List.of(new Median(), new TrimmedMean(3), new Krum(3, null))) {
            ParameterVector mean = new Sample(view.honest()).combined(1, 0);
            double searched = aggregate(rule, view, new OptimalLittleIsEnough(20).craft(knowing(view, rule), Scene.stream(1))).minus(mean).norm();
            double unmoved = aggregate(rule, view, new LittleIsEnough(Deviations.valueOf(0)).craft(view, Scene.stream(1))).minus(mean).norm();
            assertTrue(searched >= unmoved, rule + " seed " + seed + ": " + searched + " against " + unmoved);
        }
        double searched = aggregate(new Median(), view, new OptimalLittleIsEnough(20).craft(knowing(view, new Median()), Scene.stream(1)))
                .minus(new Sample(view.honest()).combined(1, 0)).norm();
        double unmoved = aggregate(new Median(), view, new LittleIsEnough(Deviations.valueOf(0)).craft(view, Scene.stream(1)))
                .minus(new Sample(view.honest()).combined(1, 0)).norm();
        assertTrue(searched > 2 * unmoved, "seed " + seed + ": " + searched + " against " + unmoved);
    }
}
