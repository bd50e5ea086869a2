package org.fedrange.simulator.round;

import java.util.List;
import java.util.SortedSet;
import org.fedrange.learning.NodeId;

/** Who is invited in a round: a pure function. */
@FunctionalInterface
public interface Cohorts {
    /**
     * The nodes to invite, in node order.
     *
     * @param excluded nodes the coordinator has shut out, none of which is invited
     */
    List<NodeId> invited(int round, SortedSet<NodeId> excluded);
}
