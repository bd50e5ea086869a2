package org.fedrange.simulator.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.fedrange.learning.NodeId;
import org.junit.jupiter.api.Test;

class AccomplicesTest {
    private static List<NodeId> nodes(int... indexes) {
        return IntStream.of(indexes).mapToObj(i -> new NodeId(i, "hospital " + i)).toList();
    }

    private static SortedSet<NodeId> set(int... indexes) {
        return new TreeSet<>(nodes(indexes));
    }

    @Test
    void theyTakeThePlacesOfThoseWhoAreNone() {
        List<List<NodeId>> drawn = List.of(nodes(0, 1, 2), nodes(3, 4, 5));
        assertEquals(List.of(nodes(1, 2, 5), nodes(0, 3, 4)), new Accomplices(nodes(4).getFirst(), set(0, 3)).beside(drawn));
        // The victim stays, whoever comes: of three accomplices two fit.
        assertEquals(List.of(nodes(2, 3, 5), nodes(0, 1, 4)), new Accomplices(nodes(4).getFirst(), set(0, 1, 2)).beside(drawn));
    }

    @Test
    void withoutAccomplicesOrVictimGroupsStayAsDrawn() {
        List<List<NodeId>> drawn = List.of(nodes(0, 1), nodes(2, 3));
        assertEquals(drawn, new Accomplices(nodes(2).getFirst(), set()).beside(drawn));
        assertEquals(drawn, new Accomplices(nodes(9).getFirst(), set(0)).beside(drawn));
        // An accomplice who is not invited is nowhere.
        assertEquals(drawn, new Accomplices(nodes(2).getFirst(), set(9)).beside(drawn));
    }
}
