package org.fedrange.aggregation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Updates that have nearly everything in common: 10,000 in each of 1,000 coordinates, and differences of a few 1/64, which single
 * precision holds exactly. From products of such rows, 1e11, distances of about 10 could not be told; from differences they can.
 */
class LargeOffsetTest {
    private static final double OFFSET = 10_000;

    /** Nine honest rows and, in the places 2, 5 and 8, three that lie 10/64 off in every coordinate. */
    private static double[][] rows(double offset) {
        double[][] rows = Given.normal(11, 12, 1_000);
        for (int i = 0; i < rows.length; i++) {
            int row = i;
            double off = i % 3 == 2 && i < 9 ? 10 : 0;
            Arrays.setAll(rows[i], k -> offset + (Math.rint(4 * rows[row][k]) + off) / 64);
        }
        return rows;
    }

    private static boolean[] kept(Given given, Aggregator rule, double offset) {
        List<Verdict> verdicts = Given.aggregate(rule, given.updates(rows(offset))).verdicts();
        boolean[] kept = new boolean[verdicts.size()];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = verdicts.get(i).kept();
        }
        return kept;
    }

    @ParameterizedTest
    @EnumSource
    void rulesThatChooseChooseAsWithoutIt(Given given) {
        boolean[] honest = new boolean[12];
        for (int i = 0; i < honest.length; i++) {
            honest[i] = i % 3 != 2 || i >= 9;
        }
        for (Aggregator rule : new Aggregator[] {
            new MultiKrum(3, null, null), new MinimumDiameter(3), new SmallestEigenvalue(3), new Monna(3, 0), new DivideAndConquer(3, 5, 10_000, 1)
        }) {
            assertArrayEquals(honest, kept(given, rule, OFFSET), rule.toString());
        }
        assertArrayEquals(kept(given, new Krum(3, null), 0), kept(given, new Krum(3, null), OFFSET));
    }

    @ParameterizedTest
    @EnumSource
    void theGeometricMedianStaysWithTheHonest(Given given) {
        GeometricMedian rule = new GeometricMedian(0.1, 20, false);
        double[] off = Given.aggregate(rule, given.updates(rows(OFFSET))).vector().toDoubles();
        double[] near = Given.aggregate(rule, given.updates(rows(0))).vector().toDoubles();
        for (int k = 0; k < off.length; k++) {
            // At 10,000, neighbors in single precision are 1/1024 apart.
            assertEquals(near[k], off[k] - OFFSET, given == Given.SINGLE ? 1e-3 : 1e-6);
        }
    }
}
