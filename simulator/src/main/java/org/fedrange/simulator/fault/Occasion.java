package org.fedrange.simulator.fault;

import java.util.random.RandomGenerator;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Streams;

/**
 * When and where a fault may strike.
 *
 * @param streams the run's streams, within the scope of this fault
 * @param leg which message of the round, such as {@code UP 0}; empty where the fault is not about a message
 * @param round the round
 * @param node the node
 */
public record Occasion(Streams streams, String leg, int round, NodeId node) {

    /** The fault's own stream for this occasion, from its start. */
    RandomGenerator stream() {
        return streams.of(leg, round, node.index());
    }

    /** Whether an event of this probability happens on this occasion. */
    boolean happens(double probability) {
        return stream().nextDouble() < probability;
    }

    /** The same in another round. */
    Occasion in(int another) {
        return new Occasion(streams, leg, another, node);
    }

    /** The fault's stream for what it draws once for the node. */
    RandomGenerator once() {
        return streams.of("once", 0, node.index());
    }
}
