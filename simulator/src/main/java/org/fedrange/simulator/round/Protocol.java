package org.fedrange.simulator.round;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import org.fedrange.aggregation.Verdict;
import org.fedrange.learning.NodeId;

/**
 * What is asked and what follows from the answers: a round is a list of exchanges, each asking every node that answered the
 * one before. Plain aggregation has one exchange; secure aggregation has several. Pure.
 *
 * @param <S> what the coordinator knows, a value: handed on from exchange to exchange and from round to round
 */
public interface Protocol<S> {

    /** Number of exchanges in a round, at least 1. */
    int exchanges();

    /** Why a round cannot be held with those who would be invited; empty where it can. */
    default Optional<String> impossible(S state, List<NodeId> cohort) {
        return cohort.isEmpty() && !releasesAlways() ? Optional.of("nobody was available to invite") : Optional.empty();
    }

    /** Whether a model is released in every round, whoever answers, so that a release tells nobody who did. */
    default boolean releasesAlways() {
        return false;
    }

    /** The state in which a round with this cohort begins, from that of the last release. */
    default S open(S released, int round, List<NodeId> cohort) {
        return released;
    }

    /** The name of an exchange, for the audit log. */
    default String exchange(int exchange) {
        return "exchange " + exchange;
    }

    /** What a node is asked. */
    Message question(S state, int round, int exchange, NodeId node);

    /** Why an answer is refused, in a few words; empty where it is well formed. */
    Optional<String> objection(S state, int round, int exchange, NodeId node, Message answer);

    /**
     * Whether answers are taken in as they come, in node order, so that nobody has to hold all of them; the conclusion then finds a
     * {@link Receipt} in the place of each.
     */
    default boolean takes(S state) {
        return false;
    }

    /** The state once more well-formed answers are taken in, in node order. */
    default S take(S state, int round, int exchange, SortedMap<NodeId, Message> answers) {
        throw new IllegalStateException("this protocol needs all answers at once");
    }

    /** What follows from the answers, which come in node order and reach the quorum. */
    Conclusion<S> conclude(S state, int round, int exchange, SortedMap<NodeId, Message> answers);

    /** Nodes that are not invited any more. */
    default SortedSet<NodeId> excluded(S state) {
        return Collections.emptySortedSet();
    }

    /**
     * What the coordinator makes of a round that is over, however it ended.
     *
     * @param state its state, with the new model where one was released
     * @param nodes what became of each invited node, with the rule's verdict where it got that far
     */
    default Settled<S> settled(S state, int round, List<NodeReport> nodes) {
        return new Settled<>(state, List.of());
    }

    /** The state for the next round, what was decided, and what an adversary at the coordinator tried. */
    record Settled<S>(S state, List<Decision> decisions, List<Attempt> attempts) {
        public Settled {
            decisions = List.copyOf(decisions);
            attempts = List.copyOf(attempts);
        }

        /** Where the coordinator is honest. */
        public Settled(S state, List<Decision> decisions) {
            this(state, decisions, List.of());
        }
    }

    /** Digest of the model that {@code state} holds, in hexadecimal. */
    String released(S state);

    /** What follows from an exchange. */
    sealed interface Conclusion<S> {
        /**
         * The round goes on with the next exchange.
         *
         * @param stopped nodes that are asked no more though they answered, and why
         */
        record Continue<S>(S state, SortedMap<NodeId, String> stopped) implements Conclusion<S> {
            /** It goes on with all who answered. */
            public Continue(S state) {
                this(state, Collections.emptySortedMap());
            }
        }

        /** Too few nodes are left for the protocol itself. */
        record Missed<S>(String reason) implements Conclusion<S> {}

        /** A new model, with the rule's verdict on each node that took part and what was measured on the way, by name. */
        record Release<S>(S state, SortedMap<NodeId, Verdict> verdicts, SortedMap<String, Double> measured) implements Conclusion<S> {
            /** Where nothing is measured. */
            public Release(S state, SortedMap<NodeId, Verdict> verdicts) {
                this(state, verdicts, Collections.emptySortedMap());
            }
        }

        /** The rule's bound does not hold for the number that answered. */
        record Infeasible<S>(String reason) implements Conclusion<S> {}
    }
}
