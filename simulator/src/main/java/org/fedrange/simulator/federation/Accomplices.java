package org.fedrange.simulator.federation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.fedrange.learning.NodeId;

/**
 * Hospitals that collude with a coordinator who lies. Since it is the coordinator who draws groups, it puts them into its victim's: nobody else sees how they were drawn.
 *
 * <p>Example: groups 0 1 2 and 3 4 5, victim 4, accomplices 0 and 3: 0 takes the place of 5, and groups are 1 2 5 and 0 3 4.
 *
 * @param victim whose update the coordinator wants
 * @param nodes who colludes
 */
public record Accomplices(NodeId victim, SortedSet<NodeId> nodes) {
    public Accomplices {
        nodes = Collections.unmodifiableSortedSet(new TreeSet<>(nodes));
    }

    /** The same groups, of the same sizes, with as many accomplices in the victim's as fit. */
    List<List<NodeId>> beside(List<List<NodeId>> groups) {
        List<NodeId> near = groups.stream().filter(group -> group.contains(victim)).findFirst().orElse(List.of());
        Iterator<NodeId> leaving = near.stream().filter(node -> !node.equals(victim) && !nodes.contains(node)).sorted(Collections.reverseOrder()).iterator();
        List<NodeId> from = new ArrayList<>();
        List<NodeId> to = new ArrayList<>();
        for (NodeId accomplice : nodes) {
            if (!near.contains(accomplice) && groups.stream().anyMatch(group -> group.contains(accomplice)) && leaving.hasNext()) {
                from.add(accomplice);
                to.add(leaving.next());
            }
        }
        return groups.stream().map(group -> group.stream().map(node -> other(node, from, to)).sorted().toList()).toList();
    }

    private static NodeId other(NodeId node, List<NodeId> from, List<NodeId> to) {
        int moved = from.indexOf(node);
        int left = to.indexOf(node);
        return moved >= 0 ? to.get(moved) : left >= 0 ? from.get(left) : node;
    }
}
