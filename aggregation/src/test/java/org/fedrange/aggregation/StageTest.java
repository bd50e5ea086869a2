package org.fedrange.aggregation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StageTest {
    private static double[] first(List<Update> updates) {
        return updates.stream().mapToDouble(update -> update.change().get(0)).toArray();
    }

    @ParameterizedTest
    @EnumSource
    void clipping(Given given) {
        // (3, 4) has norm 5: by 2/5 it becomes (1.2, 1.6). (0, -1) and zero are shorter than 2 and stay.
        List<Update> updates = given.updates(new double[][] {{3, 4}, {0, -1}, {0, 0}});
        List<Update> clipped = Given.apply(new Clipping(2), updates);
        assertArrayEquals(new double[] {1.2, 1.6}, clipped.get(0).change().toDoubles(), given.tolerance);
        assertSame(updates.get(1).change(), clipped.get(1).change());
        assertSame(updates.get(2).change(), clipped.get(2).change());
        assertEquals(updates.get(0).node(), clipped.get(0).node());
        assertEquals(updates.get(0).examples(), clipped.get(0).examples());
        assertArrayEquals(new double[] {3, 4}, updates.get(0).change().toDoubles(), "the input was written to");
    }

    @ParameterizedTest
    @EnumSource
    void nearestNeighborMixing(Given given) {
        // f = 2, so two of four: to 0 {0, 1}, to 1 {1, 0}, to 3 {3, 1}, to 100 {100, 3}.
        List<Update> updates = given.column(0, 1, 3, 100);
        assertArrayEquals(new double[] {0.5, 0.5, 2, 51.5}, first(Given.apply(new NearestNeighborMixing(2), updates)), 51 * given.tolerance);
        assertArrayEquals(new double[] {0, 1, 3, 100}, first(updates), "the input was written to");
        // f = 0: everybody is mixed with everybody; f = 3: with itself only.
        assertArrayEquals(new double[] {26, 26, 26, 26}, first(Given.apply(new NearestNeighborMixing(0), updates)), 26 * given.tolerance);
        assertArrayEquals(new double[] {0, 1, 3, 100}, first(Given.apply(new NearestNeighborMixing(3), updates)));
    }

    @ParameterizedTest
    @EnumSource
    void mixingTakesTheFirstOfEqualNeighbors(Given given) {
        // 1 lies as far from 0 as from 2: with two of three it is mixed with the first, 0.
        List<Update> updates = given.column(0, 1, 2);
        assertArrayEquals(new double[] {0.5, 0.5, 1.5}, first(Given.apply(new NearestNeighborMixing(1), updates)), given.tolerance);
    }

    @Test
    void mixingNeedsOneMoreThanByzantine() {
        NearestNeighborMixing mixing = new NearestNeighborMixing(4);
        assertEquals(Optional.empty(), mixing.infeasible(5));
        assertEquals(Optional.of("nearest-neighbor-mixing needs at least byzantine + 1 = 5 updates"), mixing.infeasible(4));
        assertEquals(Optional.empty(), new Clipping(1).infeasible(1));
        assertThrows(IllegalArgumentException.class, () -> Given.apply(mixing, Given.DOUBLE.column(1, 2, 3, 4)));
    }

    @Test
    void absentParametersFollowFromTheCohort() {
        assertEquals(new NearestNeighborMixing(3), new NearestNeighborMixing(null).resolved(new Cohort(10, 3)));
        assertEquals(new NearestNeighborMixing(1), new NearestNeighborMixing(1).resolved(new Cohort(10, 3)));
    }

    @Test
    void badParametersAreRefused() {
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> new Clipping(bad));
        }
        assertThrows(IllegalArgumentException.class, () -> new NearestNeighborMixing(-1));
    }

    @ParameterizedTest
    @EnumSource
    void adaptiveRobustClipping(Given given) {
        // Norms 1, 2, 3, 10, f = 1: k = floor(0.5 * 3) = 1, so 10 is scaled to 3. With f = 0 nothing is.
        List<Update> updates = given.column(1, -10, 2, 3);
        assertArrayEquals(new double[] {1, -3, 2, 3}, first(Given.apply(new AdaptiveRobustClipping(1), updates)), 3 * given.tolerance);
        assertArrayEquals(new double[] {1, -10, 2, 3}, first(Given.apply(new AdaptiveRobustClipping(0), updates)));
        // f = 2 of 5: k = floor(0.8 * 3) = 2: of 1, 2, 3, 4, 5 the two longest become 3. Zeros stay zeros.
        assertArrayEquals(
                new double[] {3, 3, 3, 2, 1}, first(Given.apply(new AdaptiveRobustClipping(2), given.column(5, 4, 3, 2, 1))), 3 * given.tolerance);
        assertArrayEquals(new double[] {0, 0, 0}, first(Given.apply(new AdaptiveRobustClipping(1), given.column(0, 0, 0))));
    }

    @ParameterizedTest
    @EnumSource
    void bucketsAreMeansOfDifferentUpdates(Given given) {
        List<Update> updates = given.column(1, 2, 4, 8, 16);
        Stage.Result result = new Bucketing(2).apply(Given.context(), State.NONE, updates);
        assertEquals(3, result.updates().size());
        assertEquals(List.of(1, 2, 2), result.behind().stream().map(List::size).sorted().toList());
        // Powers of two: the sum of all bucket sums is 31 only if each update is in one bucket.
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            sum += result.updates().get(i).change().get(0) * result.behind().get(i).size();
            assertEquals(result.updates().get(i).node(), result.behind().get(i).getFirst());
        }
        assertEquals(31, sum, 31 * given.tolerance);
        assertEquals(15, result.updates().stream().mapToInt(Update::examples).sum());
        assertArrayEquals(first(updates), first(Given.apply(new Bucketing(1), updates)));
    }

    @Test
    void aVerdictOnABucketIsOneOnEachOfItsNodes() {
        Chain chain = new Chain(List.of(new Bucketing(2)), new Mean(false));
        Aggregator.Result result = chain.apply(Given.context(), chain.fresh(), Given.DOUBLE.column(1, 2, 4, 8, 16));
        assertEquals(List.of(0, 1, 2, 3, 4), result.verdicts().stream().map(verdict -> verdict.node().index()).toList());
        // Each of the three buckets has a third: 1/6 for each of two, 1/3 for the one that is alone.
        assertArrayEquals(new double[] {1 / 6.0, 1 / 6.0, 1 / 6.0, 1 / 6.0, 1 / 3.0},
                result.verdicts().stream().mapToDouble(Verdict::weight).sorted().toArray(), 1e-15);
        Chain krum = new Chain(List.of(new Bucketing(2)), new Krum(1, null));
        assertEquals(Optional.of("krum needs at least 2 byzantine + 3 = 5 updates; of 8 the stages leave 4"), krum.infeasible(8));
        assertEquals(Optional.empty(), krum.infeasible(9));
    }

    /** Each of 6 updates is as often with each other: 1/5 of 6,000 shuffles, give or take five standard deviations of 31. */
    @Test
    void shufflesAreEven() {
        var stream = new org.fedrange.learning.Streams(8).of("buckets");
        Context context = new Context(1, Given.DOUBLE.vector(0), stream);
        int together = 0;
        for (int trial = 0; trial < 6000; trial++) {
            Stage.Result result = new Bucketing(2).apply(context, State.NONE, Given.DOUBLE.column(1, 2, 3, 4, 5, 6));
            together += result.behind().getFirst().getLast().index() == 4 ? 1 : 0;
        }
        assertEquals(1200, together, 155, "seed 8");
    }
}
