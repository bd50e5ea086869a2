package org.fedrange.defenses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.aggregation.Cohort;
import org.fedrange.aggregation.State;
import org.fedrange.learning.NodeId;
import org.junit.jupiter.api.Test;

class ExclusionTest {
    private static final NodeId A = new NodeId(0, "a");
    private static final NodeId B = new NodeId(1, "b");
    private static final NodeId C = new NodeId(2, "c");

    private static SortedMap<NodeId, Boolean> kept(Map<NodeId, Boolean> kept) {
        return new TreeMap<>(kept);
    }

    @Test
    void refusalsInARowAreCountedAndARoundWithoutAVerdictCountsNeitherWay() {
        Exclusion exclusion = new Exclusion(3, 2);
        // a is refused in rounds 1, 2 and 4 and was lost in 3; b was used in 3.
        State state = exclusion.onVerdicts(State.NONE, kept(Map.of(A, false, B, false))).state();
        state = exclusion.onVerdicts(state, kept(Map.of(A, false, B, false))).state();
        Defense.Exclusions third = exclusion.onVerdicts(state, kept(Map.of(B, true)));
        assertEquals(Map.of(), third.excluded());
        Defense.Exclusions fourth = exclusion.onVerdicts(third.state(), kept(Map.of(A, false, B, false)));
        assertEquals(Map.of(A, "refused 3 times in a row"), fourth.excluded());
        // Once is enough: the next rounds do not name it again.
        assertEquals(Map.of(), exclusion.onVerdicts(fourth.state(), kept(Map.of(B, false))).excluded());
    }

    @Test
    void noMoreAreShutOutThanCanBeByzantine() {
        Exclusion exclusion = new Exclusion(1, null).resolved(new Cohort(10, 1), 5);
        assertEquals(1, exclusion.mostExcluded());
        Defense.Exclusions first = exclusion.onVerdicts(State.NONE, kept(Map.of(A, true, B, false, C, false)));
        assertEquals(Map.of(B, "refused 1 times in a row"), first.excluded());
        assertEquals(Map.of(), exclusion.onVerdicts(first.state(), kept(Map.of(A, false, C, false))).excluded());
        assertEquals(new Exclusion(1, 4), new Exclusion(1, 4).resolved(new Cohort(10, 1), 5));
    }

    @Test
    void badParametersAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Exclusion(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Exclusion(1, -1));
        assertThrows(NullPointerException.class, () -> new Exclusion(1, null).mostExcluded());
    }
}
