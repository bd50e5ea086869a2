package org.fedrange.simulator.round;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.learning.NodeId;
import org.fedrange.simulator.channel.Carrier;
import org.fedrange.simulator.channel.Carrier.Direction;
import org.fedrange.simulator.channel.Fate;

/**
 * Everything a driver needs to carry a federation through its rounds. Both drivers carry the same plan to the same result.
 *
 * @param machine the coordinator's protocol
 * @param initial its state before the first round
 * @param participants the nodes that hold data, honest or not
 * @param coalition the adversary; empty where there is none
 * @param carrier the network
 * @param rounds number of rounds
 */
public record Plan<S>(
        RoundMachine<S> machine,
        S initial,
        SortedMap<NodeId, Participant> participants,
        Optional<Coalition> coalition,
        Carrier carrier,
        int rounds) {
    /** Why nothing came from a node whose question was lost. */
    public static final String QUESTION_LOST = "the invitation was lost";

    /** Why nothing came from a node whose answer was lost. */
    public static final String ANSWER_LOST = "the answer was lost";

    /** Why nothing came from a Byzantine node that holds no data and is not attacking. */
    public static final String NOTHING_TO_SEND = "it has no data and does not attack";

    public Plan {
        participants = Collections.unmodifiableSortedMap(new TreeMap<>(participants));
    }

    /** Whether the adversary owns the node. */
    public boolean byzantine(NodeId node) {
        return coalition.isPresent() && coalition.get().nodes().contains(node);
    }

    /** What becomes of a question on its way down. */
    public Fate ask(Question question) {
        return carrier.carry(
                Direction.DOWN, question.round(), question.exchange(), question.node().index(), question.body().bytes(),
                question.sentMillis());
    }

    /** What becomes of an answer on its way up. */
    public Outcome.Resolved answer(Question question, Message answer, double sentMillis, double trainingLoss) {
        Fate fate = carrier.carry(
                Direction.UP, question.round(), question.exchange(), question.node().index(), answer.bytes(), sentMillis);
        return switch (fate) {
            case Fate.Lost() -> new Outcome.Silent(question.node(), question.exchange(), ANSWER_LOST, trainingLoss);
            case Fate.Delivered(double atMillis) ->
                new Outcome.Answered(
                        question.node(),
                        question.exchange(),
                        List.of(new Outcome.Delivery(question.node(), question.round(), answer, atMillis)),
                        trainingLoss);
        };
    }
}
