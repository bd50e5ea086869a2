package org.fedrange.simulator.wire;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Sha256;
import org.fedrange.learning.Streams;
import org.fedrange.simulator.channel.Carrier.Direction;
import org.fedrange.simulator.channel.Security;
import org.fedrange.simulator.identity.Credential;
import org.fedrange.simulator.identity.Enrolment;
import org.fedrange.simulator.round.Leg;

/**
 * How the messages of one run are protected: with which header, signed by whom, sealed with which keys. Without protection content is all there is.
 *
 * @param level how
 * @param run names the run, 32 bytes
 * @param enrolment who takes part
 * @param keys the keys of each line; empty where messages are not sealed
 * @param limit the longest message that receivers read, in bytes
 */
record Protection(Security level, byte[] run, Enrolment enrolment, SortedMap<NodeId, Handshake.Line> keys, long limit) {

    /**
     * Protection once coordinator and nodes have agreed on keys, where they need some.
     *
     * @throws IllegalStateException where they do not agree, though nobody disturbs them
     */
    static Protection agreed(Security level, String run, Enrolment enrolment, long limit, Streams streams) {
        byte[] name = Sha256.start().digest(run.getBytes(StandardCharsets.UTF_8));
        SortedMap<NodeId, Handshake.Line> keys = new TreeMap<>();
        if (level.sealed()) {
            enrolment.nodes().forEach((node, credential) -> keys.put(node, agreed(handshake(level, name, enrolment, node), node, enrolment, streams)));
        }
        return new Protection(level, name, enrolment, keys, limit);
    }

    static Handshake handshake(Security level, byte[] run, Enrolment enrolment, NodeId node) {
        return new Handshake(level, run, node.index(), enrolment.trust(), Enrolment.coordinatorSubject(), Enrolment.subject(node));
    }

    private static Handshake.Line agreed(Handshake handshake, NodeId node, Enrolment enrolment, Streams streams) {
        Agreement mine = Agreement.drawn(handshake.level() == Security.SEALED_HYBRID, streams.of("session key of the coordinator", 0, node.index()));
        byte[] offer = handshake.offer(mine, enrolment.coordinator());
        Handshake.Step<Handshake.Answered> answered = handshake.answer(offer, enrolment.of(node), streams.of("session key", 0, node.index()));
        return answered.result().map(answer -> handshake.concluded(offer, mine, answer.answer())).flatMap(Handshake.Step::result)
                .orElseThrow(() -> new IllegalStateException(node + " and the coordinator agree on no keys: " + answered.reason()));
    }

    /** Content as its rightful sender puts it on a line. */
    byte[] applied(Leg leg, byte[] content) {
        return applied(leg, content, leg.direction() == Direction.DOWN ? enrolment.coordinator() : enrolment.of(leg.node()), keys(leg));
    }

    /** Content as somebody puts it on a line who signs with this credential and seals with these keys. */
    byte[] applied(Leg leg, byte[] content, Credential credential, Optional<Keys> with) {
        if (level == Security.NONE) {
            return content;
        }
        Header header = Header.of(level, run, leg);
        byte[] bound = header.encoded();
        byte[] signed = Signed.by(credential, bound, content).encoded();
        return Agreement.joined(bound, with.map(its -> its.sealed(header.sequence(), bound, signed)).orElse(signed));
    }

    /** The keys of a leg's direction; empty where messages are not sealed. */
    Optional<Keys> keys(Leg leg) {
        return keys.isEmpty() ? Optional.empty()
                : Optional.of(leg.direction() == Direction.DOWN ? Objects.requireNonNull(keys.get(leg.node())).down() : Objects.requireNonNull(keys.get(leg.node())).up());
    }

    /** The receiver of a leg, to which nothing has come. */
    Receiver receiver(Leg leg) {
        return new Receiver(
                enrolment.trust(), leg.direction() == Direction.DOWN ? Enrolment.coordinatorSubject() : Enrolment.subject(leg.node()), limit, keys(leg), Window.FRESH);
    }

    Header awaited(Leg leg) {
        return Header.of(level, run, leg);
    }
}
