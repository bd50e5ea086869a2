package org.fedrange.simulator.round;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a round ended.
 *
 * @param round the round, from 1
 * @param ending whether a model was released
 * @param reason why not; empty where it was
 * @param nodes every invited node, in node order
 * @param observation what the adversary saw in the first exchange; empty without an adversary
 * @param millis virtual time the round took
 * @param bytesDown bytes the coordinator sent
 * @param bytesUp bytes that arrived at the coordinator
 * @param measured what the coordinator measured on the way to the new model, by name
 * @param decisions what it decided when the round was over
 * @param attempts what adversaries on lines tried, in node order exchange by exchange, and then what a lying coordinator did
 */
public record RoundReport(
        int round,
        Ending ending,
        String reason,
        List<NodeReport> nodes,
        Optional<Observation> observation,
        double millis,
        long bytesDown,
        long bytesUp,
        SortedMap<String, Double> measured,
        List<Decision> decisions,
        List<Attempt> attempts) {
    public RoundReport {
        nodes = List.copyOf(nodes);
        measured = Collections.unmodifiableSortedMap(new TreeMap<>(measured));
        decisions = List.copyOf(decisions);
        attempts = List.copyOf(attempts);
    }

    /** How a round can end. */
    public enum Ending {
        /** A new model was released. */
        RELEASED,
        /** Too few nodes answered in time; the model stays. */
        QUORUM_MISSED,
        /** The rule's bound failed for the number that answered; the model stays. */
        INFEASIBLE
    }
}
