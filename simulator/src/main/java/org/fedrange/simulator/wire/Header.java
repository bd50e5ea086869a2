package org.fedrange.simulator.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fedrange.simulator.channel.Carrier.Direction;
import org.fedrange.simulator.channel.Security;
import org.fedrange.simulator.round.Leg;

/**
 * What a message says of itself, in the clear; signature and seal are bound to every bit of it.
 *
 * @param level how the message is protected
 * @param run names the run, 32 bytes
 * @param direction down to a node, or up from it
 * @param round the round, from 1; 0 while keys are agreed on
 * @param exchange the exchange within the round
 * @param node whose line it is on: the sender going up, the receiver going down
 */
record Header(Security level, byte[] run, Direction direction, int round, int exchange, int node) {
    /** By their codes on the wire. */
    private static final List<Security> LEVELS = List.of(Security.NONE, Security.AUTHENTICATED, Security.SEALED, Security.SEALED_HYBRID);
    private static final List<Direction> DIRECTIONS = List.of(Direction.DOWN, Direction.UP);
    /** Its size, in bytes. */
    static final int BYTES = 1 + 32 + 1 + 4 + 4 + 4;

    static Header of(Security level, byte[] run, Leg leg) {
        return new Header(level, run, leg.direction(), leg.round(), leg.exchange(), leg.node().index());
    }

    byte[] encoded() {
        return ByteBuffer.allocate(BYTES).put((byte) LEVELS.indexOf(level)).put(run).put((byte) DIRECTIONS.indexOf(direction)).putInt(round).putInt(exchange).putInt(node)
                .array();
    }

    /** What stands at the beginning of a message; empty where it is too short or says what cannot be. */
    static Optional<Header> read(byte[] message) {
        if (message.length < BYTES) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(message);
        int level = in.get();
        byte[] run = new byte[32];
        in.get(run);
        int direction = in.get();
        boolean possible = level >= 0 && level < LEVELS.size() && direction >= 0 && direction < DIRECTIONS.size();
        return possible
                ? Optional.of(new Header(LEVELS.get(level), run, DIRECTIONS.get(direction), in.getInt(), in.getInt(), in.getInt()))
                : Optional.empty();
    }

    /** Numbers the messages of one direction on one line: no two have the same. */
    long sequence() {
        return (long) round << Integer.SIZE | exchange;
    }

    /** Why a message with this header is not the one that is awaited; empty where it is. */
    Optional<String> objection(Header awaited) {
        if (level != awaited.level) {
            return Optional.of("protected as " + org.fedrange.learning.Kind.of(level) + " where " + org.fedrange.learning.Kind.of(awaited.level) + " is demanded");
        }
        if (!Arrays.equals(run, awaited.run)) {
            return Optional.of("of another run");
        }
        if (direction != awaited.direction || node != awaited.node) {
            return Optional.of("of another sender");
        }
        return round != awaited.round || exchange != awaited.exchange ? Optional.of("of another round") : Optional.empty();
    }
}
