package org.fedrange.simulator.channel;

import java.util.random.RandomGenerator;
import org.fedrange.learning.Streams;

/**
 * Decides a message's fate from its size and a stream of its own, named by direction, exchange, round and node: a pure
 * function, so that the order in which messages are carried decides nothing.
 *
 * @param channel the network's parameters
 * @param streams the run's streams
 */
public record Carrier(Channel channel, Streams streams) {

    /** Which way a message goes. */
    public enum Direction {
        /** From the coordinator to a hospital. */
        DOWN,
        /** From a hospital to the coordinator. */
        UP
    }

    /** The fate of a message of {@code bytes} sent at {@code sentMillis}; {@code leg} names it within its round and node. */
    public Fate carry(Direction direction, String leg, int round, int node, long bytes, double sentMillis) {
        RandomGenerator stream = streams.of("channel " + leg, round, node);
        // Both draws are always made, so that a longer latency does not lose other messages.
        double chance = stream.nextDouble();
        double latency = -channel.latencyMillisMean() * StrictMath.log1p(-stream.nextDouble());
        if (chance < channel.lossProbability()) {
            return new Fate.Lost();
        }
        double bitsPerMilli = channel.bandwidthMbps(direction) * 1000;
        return new Fate.Delivered(sentMillis + latency + bytes * 8 / bitsPerMilli);
    }
}
