package org.fedrange.simulator.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.fedrange.learning.Kind;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Streams;
import org.fedrange.simulator.ChosenNodes;
import org.fedrange.simulator.round.Message;

/**
 * The faults of a run, each with the nodes it can strike: asked for what happens to a node or a message, they always give the same
 * answer.
 */
public final class Faults {
    private final List<Prone> prone = new ArrayList<>();

    /** A fault, its streams and whom it can strike. */
    private record Prone(Fault fault, Streams streams, Set<NodeId> nodes) {
        Occasion on(String leg, int round, NodeId node) {
            return new Occasion(streams, leg, round, node);
        }
    }

    /**
     * The faults of an experiment among these nodes.
     *
     * @param run the run's streams, which choose whom a fault can strike
     * @param fold the fold's streams, which decide when it strikes
     */
    public Faults(List<Fault> faults, List<NodeId> nodes, Streams run, Streams fold) {
        for (int i = 0; i < faults.size(); i++) {
            Fault fault = faults.get(i);
            String scope = "fault " + i + " " + Kind.of(fault.getClass());
            ChosenNodes chosen = fault.hospitals();
            List<NodeId> struck = chosen == null ? nodes : chosen.of(nodes, run.within(scope).of("hospitals"));
            prone.add(new Prone(fault, fold.within(scope), Set.copyOf(struck)));
        }
    }

    /** Whether the coordinator can invite the node. */
    public boolean present(int round, NodeId node) {
        return first(Fault::away, round, node).isEmpty();
    }

    /** Why nothing reaches the node. */
    public Optional<String> silence(int round, NodeId node) {
        return first(Fault::silence, round, node);
    }

    /** Why the node fails while it computes. */
    public Optional<String> failure(int round, NodeId node) {
        return first(Fault::failure, round, node);
    }

    private Optional<String> first(BiFunction<Fault, Occasion, Optional<String>> question, int round, NodeId node) {
        return prone.stream()
                .filter(each -> each.nodes.contains(node))
                .flatMap(each -> question.apply(each.fault, each.on("", round, node)).stream())
                .findFirst();
    }

    /** How many times as long as usual the node computes. */
    public double slowdown(int round, NodeId node) {
        double factor = 1;
        for (Prone each : prone) {
            factor *= each.nodes.contains(node) ? each.fault.slowdown(each.on("", round, node)) : 1;
        }
        return factor;
    }

    /** What is on the wire in place of a message; at least one copy. */
    public List<Copy> carry(String leg, int round, NodeId node, Message message) {
        List<Copy> copies = List.of(Copy.of(message));
        for (Prone each : prone) {
            copies = each.nodes.contains(node) ? each.fault.carry(each.on(leg, round, node), copies) : copies;
        }
        return copies;
    }
}
