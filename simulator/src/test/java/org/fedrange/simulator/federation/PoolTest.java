package org.fedrange.simulator.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Streams;
import org.fedrange.simulator.Schedule;
import org.junit.jupiter.api.Test;

class PoolTest {
    private static Pool pool(int nodes, Schedule schedule, long seed) {
        TreeSet<NodeId> all = new TreeSet<>(IntStream.range(0, nodes).mapToObj(i -> new NodeId(2 * i, "node" + i)).toList());
        return new Pool(all, schedule, new Streams(seed));
    }

    @Test
    void allOfThemWithoutAShareAndNobodyOutsideTheSchedule() {
        Pool pool = pool(5, new Schedule(3, 7, 2, 1), 1);
        assertEquals(pool.nodes(), pool.attackers(3));
        assertEquals(pool.nodes(), pool.attackers(7));
        for (int round : new int[] {1, 2, 4, 8, 9}) {
            assertTrue(pool.attackers(round).isEmpty(), "round " + round);
        }
    }

    /** 0.4 of five are two, 0.01 of five at least one; the same whoever asks, and all are drawn equally often. */
    @Test
    void aShareIsDrawnAnewInEachRound() {
        Pool pool = pool(5, new Schedule(1, null, 1, 0.4), 7);
        SortedMap<NodeId, Integer> drawn = new TreeMap<>();
        for (int round = 1; round <= 5000; round++) {
            SortedSet<NodeId> attackers = pool.attackers(round);
            assertEquals(2, attackers.size());
            assertEquals(attackers, pool(5, new Schedule(1, null, 1, 0.4), 7).attackers(round));
            attackers.forEach(node -> drawn.merge(node, 1, Integer::sum));
        }
        // 5,000 x 0.4 = 2,000 each, standard deviation sqrt(5000 x 0.4 x 0.6) = 34.6; five of those.
        drawn.values().forEach(times -> assertEquals(2000, times, 173, "seed 7: " + drawn));
        assertEquals(5, drawn.size());
        assertEquals(1, pool(5, new Schedule(1, null, 1, 0.01), 7).attackers(1).size());
    }
}
