package org.fedrange.simulator.round;

import java.util.List;
import org.fedrange.learning.NodeId;

/** What happened, as the round machine is told. Nothing is ever left unsaid: also a lost message is an outcome. */
public sealed interface Outcome {

    /** The round may begin. */
    record Opened(int round) implements Outcome {}

    /** What became of one question to one node. */
    sealed interface Resolved extends Outcome {
        /** The node that was asked. */
        NodeId node();

        /** The exchange it was asked in. */
        int exchange();

        /** Loss of the node's local training before it answered; NaN where it did not train. A measurement, not a message. */
        double trainingLoss();

        /** What an adversary on the node's line tried in this exchange, where the outcome is known already. */
        List<Attempt> attempts();
    }

    /**
     * Everything that arrived from the node in this exchange, at least one message, by virtual time.
     *
     * @param faults kinds of the faults that struck the node or its messages: known to the simulator, not to the coordinator
     */
    record Answered(NodeId node, int exchange, List<Delivery> deliveries, double trainingLoss, List<String> faults, List<Attempt> attempts)
            implements Resolved {
        public Answered {
            deliveries = List.copyOf(deliveries);
            faults = List.copyOf(faults);
            attempts = List.copyOf(attempts);
        }

        /** On a line on which nobody sits. */
        public Answered(NodeId node, int exchange, List<Delivery> deliveries, double trainingLoss, List<String> faults) {
            this(node, exchange, deliveries, trainingLoss, faults, List.of());
        }
    }

    /** Nothing arrived from the node, and why. */
    record Silent(NodeId node, int exchange, String reason, double trainingLoss, List<Attempt> attempts) implements Resolved {
        public Silent {
            attempts = List.copyOf(attempts);
        }

        /** On a line on which nobody sits. */
        public Silent(NodeId node, int exchange, String reason, double trainingLoss) {
            this(node, exchange, reason, trainingLoss, List.of());
        }
    }

    /** The node failed while it computed its answer. */
    record Crashed(NodeId node, int exchange, String cause, List<Attempt> attempts) implements Resolved {
        public Crashed {
            attempts = List.copyOf(attempts);
        }

        @Override
        public double trainingLoss() {
            return Double.NaN;
        }
    }

    /** What the adversary had seen when its nodes answered. */
    record Observed(int exchange, Observation observation) implements Outcome {}

    /**
     * One message as it arrived.
     *
     * @param sender who sent it, as the message claims
     * @param round the round it claims to answer
     * @param body the message
     * @param arrivalMillis virtual time since the round began
     * @param attempt the kind of the attack on the line that made or changed it; empty where none did
     */
    record Delivery(NodeId sender, int round, Message body, double arrivalMillis, String attempt) {
        /** One that nobody touched. */
        public Delivery(NodeId sender, int round, Message body, double arrivalMillis) {
            this(sender, round, body, arrivalMillis, "");
        }
    }
}
