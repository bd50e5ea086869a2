package org.fedrange.aggregation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import org.fedrange.learning.NodeId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Rules by hand on points of the plane, where distances are not those of one coordinate, and chains of stages.
 *
 * <p>Squared distances of a = (0, 0), b = (1, 0), c = (0, 2), d = (3, 0), e = (10, 10): ab 1, ac 4, ad 9, ae 200, bc 5, bd 4,
 * be 181, cd 13, ce 164, de 149.
 */
class RulePlaneTest {
    private static final double[] A = {0, 0};
    private static final double[] B = {1, 0};
    private static final double[] C = {0, 2};
    private static final double[] D = {3, 0};
    private static final double[] E = {10, 10};

    private static void assertGives(Given given, Aggregator rule, List<Update> updates, double... expected) {
        assertArrayEquals(expected, Given.aggregate(rule, updates).vector().toDoubles(), given.tolerance, rule.toString());
    }

    @ParameterizedTest
    @EnumSource
    void krumTakesTheFirstOfTheBest(Given given) {
        // Two neighbors: e 149 + 164, d 4 + 9, c 4 + 5, b 1 + 4, a 1 + 4. Whichever of a and b comes first.
        List<Update> updates = given.updates(E, D, C, B, A);
        assertArrayEquals(new double[] {313, 13, 9, 5, 5}, Given.scores(Given.aggregate(new Krum(1, null), updates)), 1e-9);
        assertGives(given, new Krum(1, null), updates, B);
        assertGives(given, new Krum(1, null), given.updates(A, B, C, D, E), A);
        // Three: d 4 + 9 + 13, c 4 + 5 + 13, b 1 + 4 + 5, a 1 + 4 + 9.
        assertGives(given, new Krum(1, 3), given.updates(A, B, C, D, E), B);
        // Four, the mean's own measure: e 694, d 175, c 186, b 191, a 214.
        assertGives(given, new Krum(1, 4), given.updates(A, B, C, D, E), D);
    }

    @ParameterizedTest
    @EnumSource
    void multiKrum(Given given) {
        // The four best a, b, c, d: ((0 + 1 + 0 + 3) / 4, 2 / 4); the three best a, b, c: (1/3, 2/3).
        List<Update> updates = given.updates(E, D, C, B, A);
        assertGives(given, new MultiKrum(1, null, null), updates, 1, 0.5);
        assertGives(given, new MultiKrum(1, null, 3), updates, 1 / 3.0, 2 / 3.0);
        // One neighbor: e 149, d 4, c 4, b 1, a 1. Of d and c, d comes first: ((3 + 1 + 0) / 3, 0).
        assertGives(given, new MultiKrum(1, 1, 3), updates, 4 / 3.0, 0);
    }

    @ParameterizedTest
    @EnumSource
    void mixing(Given given) {
        // Three of four each: a, b and c with each other, (1/3, 2/3); e with c and b, (11/3, 12/3).
        List<Update> mixed = Given.apply(new NearestNeighborMixing(1), given.updates(A, B, C, E));
        for (Update near : mixed.subList(0, 3)) {
            assertArrayEquals(new double[] {1 / 3.0, 2 / 3.0}, near.change().toDoubles(), given.tolerance);
        }
        assertArrayEquals(new double[] {11 / 3.0, 4}, mixed.getLast().change().toDoubles(), given.tolerance);
    }

    @ParameterizedTest
    @EnumSource
    void geometricMedianMoves(Given given) {
        // Smoothing 1. Step 1: distances 0.05, taken as 1, and 4: z = (0.05 + 4/4) / (1 + 1/4) = 0.84.
        // Step 2: distances 0.79, taken as 1, and 3.16: z = (0.05 + 4/3.16) / (1 + 1/3.16) = (0.158 + 4) / 4.16.
        assertGives(given, new GeometricMedian(1, 1, false), given.column(0.05, 4), 0.84);
        assertGives(given, new GeometricMedian(1, 2, false), given.column(0.05, 4), 4.158 / 4.16);
    }

    @ParameterizedTest
    @EnumSource
    void numbersOfExamplesDoNotOverflow(Given given) {
        // Both weigh 1/2, though together they are more than an int holds.
        Update one = new Update(new NodeId(0, "one"), 1, given.vector(1), Integer.MAX_VALUE);
        Update four = new Update(new NodeId(1, "four"), 1, given.vector(4), Integer.MAX_VALUE);
        assertGives(given, new Mean(true), List.of(one, four), 2.5);
        // Smoothing 2, one step: b = 1/2, 1/4, z = (1/2 + 1) / (3/4) = 2.
        assertGives(given, new GeometricMedian(2, 1, true), List.of(one, four), 2);
    }

    @ParameterizedTest
    @EnumSource
    void stagesWorkInTheOrderGiven(Given given) {
        // Clipped to 1: 0, 1, 1, 1; then mixed in twos, each 1 with another: 0.5, 1, 1, 1, mean 3.5 / 4.
        // Mixed first: 0.5, 0.5, 2, 51.5; then clipped: 0.5, 0.5, 1, 1, mean 3 / 4.
        Stage clip = new Clipping(1);
        Stage mix = new NearestNeighborMixing(2);
        List<Update> updates = given.column(0, 1, 3, 100);
        Chain clipFirst = new Chain(List.of(clip, mix), new Mean(false));
        Chain mixFirst = new Chain(List.of(mix, clip), new Mean(false));
        double[] clippedFirst = clipFirst.apply(Given.context(), clipFirst.fresh(), updates).vector().toDoubles();
        double[] mixedFirst = mixFirst.apply(Given.context(), mixFirst.fresh(), updates).vector().toDoubles();
        assertArrayEquals(new double[] {0.875}, clippedFirst, given.tolerance);
        assertArrayEquals(new double[] {0.75}, mixedFirst, given.tolerance);
    }
}
