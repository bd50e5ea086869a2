package org.fedrange.aggregation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.fedrange.learning.DoubleVector;
import org.fedrange.learning.NodeId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each rule against a case worked by hand, in both precisions. */
class RuleGoldenTest {
    private static void assertGives(Given given, Aggregator.Result result, double... expected) {
        assertArrayEquals(expected, result.vector().toDoubles(), given.tolerance);
        assertEquals(given.vector(1).getClass(), result.vector().getClass(), "precision");
    }

    @ParameterizedTest
    @EnumSource
    void mean(Given given) {
        // Examples 1, 2 and 3: (1 * 1 + 2 * 4 + 3 * 9) / 6 = 6; unweighted 14 / 3.
        List<Update> updates = given.column(1, 4, 9);
        assertGives(given, Given.aggregate(new Mean(true), updates), 6);
        assertGives(given, Given.aggregate(new Mean(false), updates), 14.0 / 3);
        assertArrayEquals(new double[] {1.0 / 6, 2.0 / 6, 3.0 / 6}, Given.weights(Given.aggregate(new Mean(true), updates)), 1e-15);
    }

    @ParameterizedTest
    @EnumSource
    void meanWithoutExamples(Given given) {
        // Nobody declares examples: as unweighted. Only one declares any: it stands alone, and the other is not kept.
        Update a = new Update(new NodeId(0, "a"), 1, given.vector(1), 0);
        Update b = new Update(new NodeId(1, "b"), 1, given.vector(4), 0);
        Update declared = new Update(new NodeId(1, "b"), 1, given.vector(4), 7);
        assertGives(given, Given.aggregate(new Mean(true), List.of(a, b)), 2.5);
        Aggregator.Result one = Given.aggregate(new Mean(true), List.of(a, declared));
        assertGives(given, one, 4);
        assertEquals(List.of(false, true), one.verdicts().stream().map(Verdict::kept).toList());
    }

    @ParameterizedTest
    @EnumSource
    void median(Given given) {
        // Columns 1, 9, 2 and 8, 7, 6: the middle values 2 and 7.
        assertGives(given, Given.aggregate(new Median(), given.updates(new double[][] {{1, 8}, {9, 7}, {2, 6}})), 2, 7);
        // 9, 1, 4, 2: sorted 1, 2, 4, 9, mean of the two middle ones (2 + 4) / 2 = 3.
        Aggregator.Result even = Given.aggregate(new Median(), given.column(9, 1, 4, 2));
        assertGives(given, even, 3);
        assertEquals(4, Arrays.stream(Given.weights(even)).filter(Double::isNaN).count());
        assertEquals(4, even.verdicts().stream().filter(Verdict::kept).count());
        assertGives(given, Given.aggregate(new Median(), given.column(5)), 5);
    }

    @ParameterizedTest
    @EnumSource
    void trimmedMean(Given given) {
        // f = 1. Column 100, 3, 1, 6, 2: 2, 3, 6 stay, mean 11 / 3. Column -1, 5, 5, 5, 0: 0, 5, 5 stay by rank, mean 10 / 3.
        Aggregator.Result result = Given.aggregate(
                new TrimmedMean(1), given.updates(new double[][] {{100, -1}, {3, 5}, {1, 5}, {6, 5}, {2, 0}}));
        assertGives(given, result, 11.0 / 3, 10.0 / 3);
        // Values that stay or equal one that stays: rows 1, 3, 4 in the first column, 1, 2, 3, 4 in the second, 7 in all.
        assertArrayEquals(new double[] {0, 2 / 7.0, 1 / 7.0, 2 / 7.0, 2 / 7.0}, Given.weights(result), 1e-15);
        assertEquals(List.of(false, true, true, true, true), result.verdicts().stream().map(Verdict::kept).toList());
    }

    @ParameterizedTest
    @EnumSource
    void trimmedMeanOfNobodyTrimmedIsTheMean(Given given) {
        assertGives(given, Given.aggregate(new TrimmedMean(0), given.column(1, 2, 6)), 3);
    }

    @ParameterizedTest
    @EnumSource
    void krum(Given given) {
        // n = 5, f = 1: two neighbors. Squared distances to the two nearest of 0, 1, 3, 4, 100:
        // 1 + 9, 1 + 4, 4 + 1, 1 + 9, 96^2 + 97^2 = 9216 + 9409; the first of the two smallest is 1.
        Aggregator.Result result = Given.aggregate(new Krum(1, null), given.column(0, 1, 3, 4, 100));
        assertGives(given, result, 1);
        assertArrayEquals(new double[] {10, 5, 5, 10, 18625}, Given.scores(result), 1e-9);
        assertArrayEquals(new double[] {0, 1, 0, 0, 0}, Given.weights(result));
        assertEquals(List.of(false, true, false, false, false), result.verdicts().stream().map(Verdict::kept).toList());
    }

    @ParameterizedTest
    @EnumSource
    void krumWithAnotherNumberOfNeighbors(Given given) {
        // Three neighbors: 1 + 9 + 16, 1 + 4 + 9, 4 + 1 + 9, 1 + 9 + 16, and 9216 + 9409 + 99^2 = 28426.
        Aggregator.Result result = Given.aggregate(new Krum(1, 3), given.column(0, 1, 3, 4, 100));
        assertArrayEquals(new double[] {26, 14, 14, 26, 28426}, Given.scores(result), 1e-9);
    }

    @ParameterizedTest
    @EnumSource
    void multiKrum(Given given) {
        // Scores 10, 5, 5, 10, 18625 as above. n - f = 4 selected: (0 + 1 + 3 + 4) / 4 = 2.
        Aggregator.Result result = Given.aggregate(new MultiKrum(1, null, null), given.column(0, 1, 3, 4, 100));
        assertGives(given, result, 2);
        assertArrayEquals(new double[] {.25, .25, .25, .25, 0}, Given.weights(result));
        assertArrayEquals(new double[] {10, 5, 5, 10, 18625}, Given.scores(result), 1e-9);
        // 3 selected: of the two with score 10 the first, (0 + 1 + 3) / 3.
        assertGives(given, Given.aggregate(new MultiKrum(1, null, 3), given.column(0, 1, 3, 4, 100)), 4.0 / 3);
        // 1 selected is Krum.
        assertGives(given, Given.aggregate(new MultiKrum(1, null, 1), given.column(0, 1, 3, 4, 100)), 1);
    }

    @ParameterizedTest
    @EnumSource
    void geometricMedian(Given given) {
        // x = (3, 4), (0, 1). From 0: distances 5, 1; b = 1/5, 1; z = ((3/5, 4/5) + (0, 1)) / (6/5) = (1/2, 3/2).
        // Then distances sqrt(2.5^2 + 2.5^2) = 2.5 sqrt 2 and sqrt(1/4 + 1/4) = sqrt 2 / 2: b is as 1/5 to 1 again, so z stays.
        List<Update> updates = given.updates(new double[][] {{3, 4}, {0, 1}});
        Aggregator.Result result = Given.aggregate(new GeometricMedian(0.1, 3, false), updates);
        assertGives(given, result, 0.5, 1.5);
        assertArrayEquals(new double[] {1 / 6.0, 5 / 6.0}, Given.weights(result), given.tolerance);
        assertArrayEquals(new double[] {Math.sqrt(12.5), Math.sqrt(0.5)}, Given.scores(result), given.tolerance);
    }

    @ParameterizedTest
    @EnumSource
    void geometricMedianSmoothedAndWeighted(Given given) {
        // Smoothing 2 in one step: x = 3 and 1 at distances 3 and 1, taken as 3 and 2: b = 1/3, 1/2, z = (1 + 1/2) / (5/6) = 1.8.
        assertGives(given, Given.aggregate(new GeometricMedian(2, 1, false), given.column(3, 1)), 1.8);
        // With 1 and 2 examples b = 1/3, 2/2, z = (1 + 1) / (4/3) = 1.5.
        assertGives(given, Given.aggregate(new GeometricMedian(2, 1, true), given.column(3, 1)), 1.5);
        // An update at the point itself: 0, and 3 at distance 3: b = 10, 1/3, z = 1 / (31/3) = 3/31.
        assertGives(given, Given.aggregate(new GeometricMedian(0.1, 1, false), given.column(0, 3)), 3 / 31.0);
    }

    @ParameterizedTest
    @EnumSource
    void theStateIsHandedOn(Given given) {
        State state = new State.None();
        for (Aggregator rule : List.of(new Mean(true), new Median(), new TrimmedMean(0), new GeometricMedian(0.1, 3, false))) {
            assertEquals(state, rule.aggregate(Given.context(), state, given.column(1, 2)).state());
        }
        assertEquals(DoubleVector.class, Given.DOUBLE.vector(1).getClass());
    }
}
