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
}
