package org.fedrange.simulator.round;

import org.fedrange.learning.NodeId;
import org.fedrange.simulator.channel.Carrier.Direction;

/**
 * Which message of a run: the question to a node in an exchange, or its answer.
 *
 * @param direction down to the node, or up from it
 * @param round the round, from 1
 * @param exchange the exchange within the round, from 0
 * @param node the node
 */
public record Leg(Direction direction, int round, int exchange, NodeId node) {
    /** Its name within round and node, which streams are named by. */
    String name() {
        return direction + " " + exchange;
    }
}
