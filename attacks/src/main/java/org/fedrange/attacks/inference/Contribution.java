package org.fedrange.attacks.inference;

import java.util.List;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.NodeId;

/**
 * One vector that an observer saw: a node's update, or under secure aggregation the mean of a group's.
 *
 * @param round the round it belongs to, from 1
 * @param nodes whose update it is, in node order
 * @param model the global model they started from
 * @param change what they sent, or its mean
 * @param examples number of examples they declare together; 0 where nobody says
 */
public record Contribution(int round, List<NodeId> nodes, FloatVector model, FloatVector change, int examples) {
    public Contribution {
        nodes = List.copyOf(nodes);
    }

    /** The numbers it consists of, in bytes: the vector and the model it started from. */
    public long bytes() {
        return (long) Float.BYTES * (change.size() + model.size());
    }
}
