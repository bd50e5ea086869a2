package org.fedrange.simulator.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fedrange.learning.Streams;
import org.fedrange.simulator.channel.Security;
import org.fedrange.simulator.federation.Encoding;
import org.fedrange.simulator.identity.Enrolment;
import org.fedrange.simulator.round.Leg;
import org.fedrange.simulator.round.Line;
import org.fedrange.simulator.round.Message;
import org.fedrange.simulator.round.Refused;

/**
 * A line whose messages are encoded, protected as the experiment demands, and checked by their receivers.
 *
 * @param protection how
 */
public record ProtectedLine(Protection protection) implements Line {

    /**
     * Lines of a run, on which messages are encoded in any case.
     *
     * @param run the run's name, to which messages are bound
     * @param limit the longest message that receivers read, in bytes
     */
    public static ProtectedLine of(Security level, String run, Enrolment enrolment, long limit, Streams streams) {
        return new ProtectedLine(Protection.agreed(level, run, enrolment, limit, streams));
    }

    @Override
    public Message sent(Leg leg, Message body) {
        return new Packet(protection.applied(leg, Encoding.encoded(body)), body.type(), body.measured(), "");
    }

    @Override
    public Passing passing(Leg leg, Message onWire) {
        return Line.OPEN.passing(leg, onWire);
    }

    @Override
    public List<Taken> taken(Leg leg, List<Message> arrived) {
        if (protection.level() == Security.NONE) {
            return arrived.stream().map(Packet.class::cast).map(packet -> new Taken(body(packet, Optional.of(packet.content()), ""), packet.attempt())).toList();
        }
        Receiver receiver = protection.receiver(leg);
        Header awaited = protection.awaited(leg);
        List<Taken> taken = new ArrayList<>();
        for (Message message : arrived) {
            Packet packet = (Packet) message;
            Taking taking = receiver.take(awaited, packet.content());
            receiver = taking.next();
            taken.add(new Taken(body(packet, taking.content(), taking.reason()), packet.attempt()));
        }
        return taken;
    }

    private static Message body(Packet packet, Optional<byte[]> content, String reason) {
        Optional<Message> decoded = content.flatMap(bytes -> Encoding.decoded(bytes, packet.measured()));
        return decoded.orElseGet(() -> new Refused(packet.type(), reason.isEmpty() ? "no message" : reason, packet.bytes(), packet.digest()));
    }
}
