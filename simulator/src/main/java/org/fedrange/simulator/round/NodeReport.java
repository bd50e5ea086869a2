package org.fedrange.simulator.round;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fedrange.aggregation.Verdict;
import org.fedrange.learning.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * What became of one node in one round.
 *
 * @param node the node
 * @param fate how it ended for the node
 * @param reason why, where it is not accepted; otherwise empty
 * @param answer its last answer that arrived, accepted or not
 * @param arrivalMillis when that arrived, in virtual time since the round began; NaN where nothing did
 * @param trainingLoss its local loss; NaN where it did not train
 * @param surplus why each message beyond the first good one was refused, in order of arrival; of a node that is accepted, why any was
 * @param faults kinds of the faults that struck it though it answered
 * @param verdict the rule's verdict; empty where it did not get that far
 */
public record NodeReport(
        NodeId node,
        Fate fate,
        String reason,
        @Nullable Message answer,
        double arrivalMillis,
        double trainingLoss,
        List<String> surplus,
        List<String> faults,
        Optional<Verdict> verdict) {
    public NodeReport {
        surplus = List.copyOf(surplus);
        faults = List.copyOf(faults);
    }

    /** How a round can end for a node. */
    public enum Fate {
        /** Its answers arrived in time and were well formed; or its update did, and what it did not say later was not needed. */
        ACCEPTED,
        /** Nothing arrived. */
        LOST,
        /** Its answer arrived after the deadline. */
        LATE,
        /** Its answer was refused by the coordinator's checks. */
        REFUSED,
        /** It failed while computing. */
        CRASHED
    }

    NodeReport judged(Optional<Verdict> its) {
        boolean reached = fate == Fate.ACCEPTED || its.isPresent();
        return new NodeReport(
                node, reached ? Fate.ACCEPTED : fate, reached ? "" : reason, answer, arrivalMillis, trainingLoss, reached ? refusals() : surplus, faults, its);
    }

    /** Why messages were refused, also where what was refused was not needed: no refusal is forgotten. */
    private List<String> refusals() {
        boolean refused = fate == Fate.REFUSED || reason.startsWith(Plan.QUESTION_REFUSED);
        return refused ? Stream.concat(Stream.of(reason), surplus.stream()).toList() : surplus;
    }

    /** The same once its answer has been taken in. */
    NodeReport taken() {
        return answer == null
                ? this
                : new NodeReport(node, fate, reason, Receipt.of(answer), arrivalMillis, trainingLoss, surplus, faults, verdict);
    }

    /** The same, lost to the round for this reason where there is one. */
    NodeReport stopped(Optional<String> why) {
        return why.isEmpty() || fate != Fate.ACCEPTED
                ? this
                : new NodeReport(node, Fate.LOST, why.get(), answer, arrivalMillis, trainingLoss, surplus, faults, verdict);
    }
}
