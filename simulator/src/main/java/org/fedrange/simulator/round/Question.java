package org.fedrange.simulator.round;

import org.fedrange.learning.NodeId;

/**
 * What the coordinator asks one node in one exchange.
 *
 * @param round the round, from 1
 * @param exchange the exchange within the round, from 0
 * @param node who is asked
 * @param body what is asked
 * @param sentMillis virtual time since the round began
 */
public record Question(int round, int exchange, NodeId node, Message body, double sentMillis) {}
