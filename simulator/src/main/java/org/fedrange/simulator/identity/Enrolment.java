package org.fedrange.simulator.identity;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.aggregation.identity.SigningKey;
import org.fedrange.aggregation.identity.VerifyingKey;
import org.fedrange.aggregation.secure.Ed25519Identity;
import org.fedrange.aggregation.secure.Identity;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Streams;

/**
 * Who takes part in a run, with what each shows and signs with. Simulated: WHOEVER HAS THE SEED HAS EVERY KEY.
 *
 * @param coordinator the coordinator's
 * @param nodes each node's
 * @param stolen for each node, what it had before, was stolen from it, and is revoked
 * @param trust what all of them believe
 */
public record Enrolment(Credential coordinator, SortedMap<NodeId, Credential> nodes, SortedMap<NodeId, Credential> stolen, Trust trust) {
    public Enrolment {
        nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
        stolen = Collections.unmodifiableSortedMap(new TreeMap<>(stolen));
    }

    /**
     * Enrols these nodes and a coordinator for some rounds.
     *
     * @param robbed those of them whose first key was stolen; they have a second
     */
    public static Enrolment of(List<NodeId> all, List<NodeId> robbed, int rounds, Streams streams) {
        Consortium consortium = new Consortium(all.stream().map(NodeId::name).toList(), streams);
        SortedMap<NodeId, Credential> nodes = new TreeMap<>();
        SortedMap<NodeId, Credential> stolen = new TreeMap<>();
        for (NodeId node : all) {
            nodes.put(node, consortium.enrolled(subject(node), SigningKey.drawn(streams.of("identity key", 0, node.index())), 0, rounds));
        }
        for (NodeId node : robbed) {
            stolen.put(node, consortium.enrolled(subject(node), SigningKey.drawn(streams.of("stolen identity key", 0, node.index())), 0, rounds));
        }
        Credential coordinator = consortium.enrolled(coordinatorSubject(), SigningKey.drawn(streams.of("identity key of the coordinator")), 0, rounds);
        return new Enrolment(coordinator, nodes, stolen, consortium.trust(stolen.values().stream().map(Credential::certificate).toList(), 0));
    }

    /** A node's credential. */
    public Credential of(NodeId node) {
        return Objects.requireNonNull(nodes.get(node), () -> node + " is not enrolled");
    }

    /**
     * What each node signs with in secure aggregation, by index, and whose signatures it takes: the keys of those whose certificates it believes. What is
     * signed there begins with a word and what is signed on a line with a number below 4, so that neither can stand for the other.
     */
    public SortedMap<Integer, Identity> identities() {
        SortedMap<Integer, VerifyingKey> certified = new TreeMap<>();
        nodes.forEach((node, its) -> {
            if (trust.objection(its.certificate(), subject(node), 1).isEmpty()) {
                certified.put(node.index(), its.certificate().key());
            }
        });
        SortedMap<Integer, Identity> identities = new TreeMap<>();
        nodes.forEach((node, its) -> identities.put(node.index(), new Ed25519Identity(its.key(), certified)));
        return identities;
    }

    /** A node as a certificate names it. */
    public static Subject subject(NodeId node) {
        return new Subject(node.name(), Role.HOSPITAL);
    }

    /** The coordinator as a certificate names it. */
    public static Subject coordinatorSubject() {
        return new Subject(Consortium.COORDINATOR, Role.COORDINATOR);
    }
}
