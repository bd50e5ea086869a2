package org.fedrange.simulator.round;

import org.fedrange.learning.NodeId;
import org.fedrange.simulator.channel.Carrier.Direction;

/**
 * What came of one thing that an adversary on the line tried: known to the simulator, not to the coordinator.
 *
 * @param kind what it tried, such as {@code bit-flip}
 * @param node on whose line
 * @param direction on which way
 * @param reason why it came to nothing; empty where it was accepted
 */
public record Attempt(String kind, NodeId node, Direction direction, String reason) {
    /** Whether it worked. */
    public boolean accepted() {
        return reason.isEmpty();
    }
}
