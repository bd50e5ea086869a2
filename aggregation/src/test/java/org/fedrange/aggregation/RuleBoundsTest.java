package org.fedrange.aggregation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.fedrange.learning.NodeId;
import org.junit.jupiter.api.Test;

/** How many updates a rule needs, which parameters it takes, and what it says otherwise. */
class RuleBoundsTest {
    private static void assertNeeds(int n, String why, Aggregator rule) {
        assertEquals(Optional.empty(), rule.infeasible(n));
        assertEquals(Optional.of(why), rule.infeasible(n - 1));
        double[] few = new double[n - 1];
        String got = assertThrows(IllegalArgumentException.class, () -> Given.aggregate(rule, Given.DOUBLE.column(few))).getMessage();
        assertEquals(why + ", got " + (n - 1), got);
        Given.aggregate(rule, Given.DOUBLE.column(new double[n]));
    }

    @Test
    void everyRuleNamesWhatItNeeds() {
        assertNeeds(1, "mean needs at least 1 update", new Mean(true));
        assertNeeds(1, "median needs at least 1 update", new Median());
        assertNeeds(1, "geometric-median needs at least 1 update", new GeometricMedian(0.1, 3, false));
        assertNeeds(9, "trimmed-mean needs at least 2 byzantine + 1 = 9 updates", new TrimmedMean(4));
        assertNeeds(11, "krum needs at least 2 byzantine + 3 = 11 updates", new Krum(4, null));
        assertNeeds(13, "krum needs at least neighbors + 1 = 13 updates", new Krum(4, 12));
        assertNeeds(11, "multi-krum needs at least 2 byzantine + 3 = 11 updates", new MultiKrum(4, null, null));
        assertNeeds(13, "multi-krum needs at least neighbors + 1 = 13 updates", new MultiKrum(4, 12, null));
        assertNeeds(9, "meamed needs at least 2 byzantine + 1 = 9 updates", new Meamed(4));
        assertNeeds(9, "monna needs at least 2 byzantine + 1 = 9 updates", new Monna(4, 3));
        assertNeeds(12, "monna needs at least pivot + 1 = 12 updates", new Monna(4, 11));
        assertNeeds(9, "minimum-diameter needs at least 2 byzantine + 1 = 9 updates", new MinimumDiameter(4));
        assertNeeds(9, "smallest-eigenvalue needs at least 2 byzantine + 1 = 9 updates", new SmallestEigenvalue(4));
        assertNeeds(9, "covariance-filter needs at least 2 byzantine + 1 = 9 updates", new CovarianceFilter(4));
        assertNeeds(19, "bulyan needs at least 4 byzantine + 3 = 19 updates", new Bulyan(4));
        assertNeeds(1, "centered-clipping needs at least 1 update", new CenteredClipping(100, 1));
        assertNeeds(1, "sign-majority needs at least 1 update", new SignMajority());
        assertNeeds(5, "divide-and-conquer needs more updates than it leaves out, filterFraction times byzantine = 4", new DivideAndConquer(4, 5, 10, 1));
        assertNeeds(12, "multi-krum needs at least selected = 12 updates", new MultiKrum(4, null, 12));
    }

    @Test
    void absentParametersFollowFromTheCohort() {
        Cohort cohort = new Cohort(14, 4);
        assertEquals(new TrimmedMean(4), new TrimmedMean(null).resolved(cohort));
        assertEquals(new Krum(4, null), new Krum(null, null).resolved(cohort));
        assertEquals(new Krum(2, 5), new Krum(2, 5).resolved(cohort));
        assertEquals(new MultiKrum(4, null, 3), new MultiKrum(null, null, 3).resolved(cohort));
        assertEquals(new Mean(false), new Mean(false).resolved(cohort));
    }

    @Test
    void badParametersAreRefused() {
        refused("byzantine must be at least 0, got -1", () -> new TrimmedMean(-1));
        refused("byzantine must be at least 0, got -1", () -> new Krum(-1, null));
        refused("neighbors must be at least 1, got 0", () -> new Krum(1, 0));
        refused("byzantine must be at least 0, got -2", () -> new MultiKrum(-2, null, null));
        refused("neighbors must be at least 1, got 0", () -> new MultiKrum(1, 0, null));
        refused("selected must be at least 1, got 0", () -> new MultiKrum(1, null, 0));
        refused("smoothing must be above 0, got 0.0", () -> new GeometricMedian(0, 3, false));
        refused("smoothing must be above 0, got NaN", () -> new GeometricMedian(Double.NaN, 3, false));
        refused("iterations must be at least 1, got 0", () -> new GeometricMedian(0.1, 0, false));
    }

    @Test
    void anUnresolvedRuleSaysSo() {
        NullPointerException thrown = assertThrows(NullPointerException.class, () -> new Krum(null, null).infeasible(10));
        assertEquals("byzantine of krum is not resolved yet", thrown.getMessage());
    }

    @Test
    void onlyTheMeanWorksOnASum() {
        assertEquals(Visibility.SUM, new Mean(true).visibility());
        assertEquals(Visibility.GROUP_SUMS, new Krum(1, null).visibility());
    }

    @Test
    void vectorsOfOtherSizeOrPrecisionAreRefused() {
        Update other = new Update(new NodeId(7, "other"), 1, Given.SINGLE.vector(1), 1);
        List<Update> mixed = List.of(Given.DOUBLE.column(1).getFirst(), other);
        String message = String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> Given.aggregate(new Mean(false), mixed)).getMessage());
        assertTrue(message.startsWith("the update of other"), message);
    }

    private static void refused(String expected, Runnable act) {
        assertEquals(expected, assertThrows(IllegalArgumentException.class, act::run).getMessage());
    }
}
