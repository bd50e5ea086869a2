package org.fedrange.simulator.federation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Streams;
import org.fedrange.simulator.Schedule;

/**
 * Nodes of an adversary, and which of them attack in a round.
 *
 * @param nodes all of them
 * @param schedule when they attack, and what share of them
 * @param streams from which a share is drawn: the same nodes wherever it is asked
 */
public record Pool(SortedSet<NodeId> nodes, Schedule schedule, Streams streams) {
    public Pool {
        nodes = Collections.unmodifiableSortedSet(new TreeSet<>(nodes));
    }

    /** Those that attack in a round; the others behave like honest ones. */
    public SortedSet<NodeId> attackers(int round) {
        if (!schedule.attacksIn(round)) {
            return Collections.emptySortedSet();
        }
        int wanted = schedule.attackers(nodes.size());
        if (wanted == nodes.size()) {
            return nodes;
        }
        List<NodeId> left = new ArrayList<>(nodes);
        SortedSet<NodeId> drawn = new TreeSet<>();
        RandomGenerator stream = streams.of("attackers", round, nodes.isEmpty() ? 0 : nodes.first().index());
        while (drawn.size() < wanted) {
            drawn.add(left.remove(stream.nextInt(left.size())));
        }
        return drawn;
    }

    /** Whether a node attacks in a round. */
    public boolean attacks(NodeId node, int round) {
        return attackers(round).contains(node);
    }
}
