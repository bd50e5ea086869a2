package org.fedrange.simulator.federation;

import java.util.List;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.NodeId;

/**
 * What came out of a secure sum.
 *
 * @param nodes whose vectors are in it
 * @param mean their mean
 * @param weight what they weigh together
 */
public record GroupSum(List<NodeId> nodes, FloatVector mean, long weight) {
    public GroupSum {
        nodes = List.copyOf(nodes);
    }
}
