package org.fedrange.simulator.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.fedrange.attacks.LineAttack;
import org.fedrange.attacks.Meddling;
import org.fedrange.learning.Kind;
import org.fedrange.learning.Streams;
import org.fedrange.simulator.channel.Carrier.Direction;
import org.fedrange.simulator.federation.Pool;
import org.fedrange.simulator.round.Attempt;
import org.fedrange.simulator.round.Leg;
import org.fedrange.simulator.round.Line;
import org.fedrange.simulator.round.Message;

/**
 * Lines of which an adversary sits on some: it strikes at updates on their way up, at models on their way down, or at both. What passes elsewhere it
 * leaves alone, and where nothing protects messages it is not even encoded there.
 */
public final class TappedLine implements Line {
    private final Line untapped;
    private final ProtectedLine tapped;
    private final Protection elsewhere;
    private final LineAttack attack;
    private final Pool pool;
    private final Streams streams;
    /** Each is written once, in an earlier round than it is read. */
    private final Map<Leg, Tap.Recording> recordings = new ConcurrentHashMap<>();

    /**
     * Tapped lines.
     *
     * @param untapped all lines, as they are where nobody sits
     * @param tapped the same where somebody does
     * @param elsewhere how messages of another run are protected
     * @param pool whose lines are tapped in which rounds
     */
    public TappedLine(Line untapped, ProtectedLine tapped, ProtectedLine elsewhere, LineAttack attack, Pool pool, Streams streams) {
        this.untapped = untapped;
        this.tapped = tapped;
        this.elsewhere = elsewhere.protection();
        this.attack = attack;
        this.pool = pool;
        this.streams = streams;
    }

    private boolean sits(Leg leg) {
        return attack.way().covers(leg.direction() == Direction.UP) && pool.nodes().contains(leg.node());
    }

    private Line at(Leg leg) {
        return sits(leg) ? tapped : untapped;
    }

    @Override
    public Message sent(Leg leg, Message body) {
        if (sits(leg) && attack.records(leg.round())) {
            recordings.put(leg, new Tap.Recording(((Packet) tapped.sent(leg, body)).content(), body));
        }
        return at(leg).sent(leg, body);
    }

    @Override
    public Passing passing(Leg leg, Message onWire) {
        if (!sits(leg) || !pool.attacks(leg.node(), leg.round())) {
            return untapped.passing(leg, onWire);
        }
        Packet packet = (Packet) onWire;
        Message said = tapped.taken(leg, List.of(packet)).getFirst().body();
        Tap tap = new Tap(tapped.protection(), elsewhere, leg, packet.content(), said, recordings);
        String purpose = leg.direction() == Direction.UP ? "line attack" : "line attack down";
        return passing(packet, leg, attack.on(tap, streams.of(purpose, leg.round(), leg.node().index())));
    }

    private Passing passing(Packet packet, Leg leg, Meddling meddling) {
        return switch (meddling) {
            case Meddling.Nothing() -> new Passing(List.of(), List.of(packet), 0, List.of());
            case Meddling.Read() -> new Passing(List.of(), List.of(packet), 0, List.of(attempt(leg, tapped.protection().level().sealed() ? "sealed" : "")));
            case Meddling.Drop() -> new Passing(List.of(), List.of(), 0, List.of(attempt(leg, "")));
            case Meddling.Hold(double millis) -> new Passing(List.of(), List.of(packet), millis, List.of(attempt(leg, "")));
            case Meddling.Replace(byte[] bytes) -> new Passing(List.of(), List.of(forged(packet, bytes)), 0, List.of());
            case Meddling.Ahead(List<byte[]> messages) -> {
                List<Message> ahead = new ArrayList<>();
                messages.forEach(bytes -> ahead.add(forged(packet, bytes)));
                yield new Passing(ahead, List.of(packet), 0, List.of());
            }
        };
    }

    private Attempt attempt(Leg leg, String reason) {
        return new Attempt(Kind.of(attack.getClass()), leg.node(), leg.direction(), reason);
    }

    private Packet forged(Packet instead, byte[] bytes) {
        return new Packet(bytes, instead.type(), instead.measured(), Kind.of(attack.getClass()));
    }

    @Override
    public List<Taken> taken(Leg leg, List<Message> arrived) {
        return at(leg).taken(leg, arrived);
    }
}
