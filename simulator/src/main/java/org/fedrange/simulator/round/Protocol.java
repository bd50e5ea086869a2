package org.fedrange.simulator.round;

import java.util.Optional;
import java.util.SortedMap;
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

    /** What a node is asked. */
    Message question(S state, int round, int exchange, NodeId node);

    /** Why an answer is refused, in a few words; empty where it is well formed. */
    Optional<String> objection(S state, int round, int exchange, NodeId node, Message answer);

    /** What follows from the answers, which come in node order and reach the quorum. */
    Conclusion<S> conclude(S state, int round, int exchange, SortedMap<NodeId, Message> answers);

    /** Digest of the model that {@code state} holds, in hexadecimal. */
    String released(S state);

    /** What follows from an exchange. */
    sealed interface Conclusion<S> {
        /** The round goes on with the next exchange. */
        record Continue<S>(S state) implements Conclusion<S> {}

        /** A new model, with the rule's verdict on each node that took part. */
        record Release<S>(S state, SortedMap<NodeId, Verdict> verdicts) implements Conclusion<S> {}

        /** The rule's bound does not hold for the number that answered. */
        record Infeasible<S>(String reason) implements Conclusion<S> {}
    }
}
