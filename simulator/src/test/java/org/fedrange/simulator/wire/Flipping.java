package org.fedrange.simulator.wire;

import java.util.ArrayList;
import java.util.List;
import org.fedrange.learning.Streams;
import org.fedrange.simulator.round.Leg;
import org.fedrange.simulator.round.Line;
import org.fedrange.simulator.round.Message;

/**
 * A line on which one message of a run has one bit turned, or is lost; all others pass.
 *
 * @param line the line itself
 * @param target which message
 * @param draw names the bit, drawn anew for each number; below 0 the message is lost instead
 * @param passed is told of each message that passes
 */
public record Flipping(Line line, Leg target, int draw, List<Leg> passed) implements Line {
    /** What a turned bit is called among attempts. */
    public static final String KIND = "one bit";

    /** A line on which all pass. */
    public static Flipping none(Line line, List<Leg> passed) {
        return new Flipping(line, new Leg(org.fedrange.simulator.channel.Carrier.Direction.UP, 0, 0, new org.fedrange.learning.NodeId(0, "nobody")), 0, passed);
    }

    @Override
    public Message sent(Leg leg, Message body) {
        return line.sent(leg, body);
    }

    @Override
    public Passing passing(Leg leg, Message onWire) {
        passed.add(leg);
        if (!leg.equals(target)) {
            return line.passing(leg, onWire);
        }
        List<Message> left = new ArrayList<>();
        if (draw >= 0) {
            Packet packet = (Packet) onWire;
            Packet turned = packet.damaged(new Streams(5).of("turned bit " + leg.direction() + " " + leg.exchange() + " " + draw, leg.round(), leg.node().index()));
            left.add(new Packet(turned.content(), packet.type(), packet.measured(), KIND));
        }
        return new Passing(List.of(), left, 0, List.of());
    }

    @Override
    public List<Taken> taken(Leg leg, List<Message> arrived) {
        return line.taken(leg, arrived);
    }
}
