package org.fedrange.simulator.results;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.learning.metric.Metric;
import org.jspecify.annotations.Nullable;

/**
 * One round of a cell, over all its folds.
 *
 * @param round the round, from 1
 * @param released folds in which a new model was released
 * @param quorumMissed folds in which too few nodes answered in time
 * @param infeasible folds in which the rule's bound failed for the number that answered
 * @param accepted updates that reached the rule
 * @param refused updates the coordinator's checks refused
 * @param lost nodes from which nothing arrived
 * @param late updates that came after the deadline
 * @param crashed nodes that failed while computing
 * @param trainingLoss mean local loss of the nodes that trained, before their step; NaN where none did
 * @param millis virtual time the round took, mean over the folds
 * @param bytesDown bytes the coordinator sent
 * @param bytesUp bytes that arrived at the coordinator
 * @param validation figures of the model after the round on the patients kept for validation; empty where it was not evaluated
 * @param test the same on the test patients
 * @param attacked folds in which the adversary attacked
 * @param aimed test patients at whom the attack aims, as an evaluated model met them; 0 where it aims at nobody
 * @param deceived how many of them the model told what the attack wants
 * @param measured what defenses measured, by name
 * @param unfinished the figures before defenses finished the model, which the others are of; null in all rounds but the last, or where none does
 */
public record Round(
        int round,
        int released,
        int quorumMissed,
        int infeasible,
        int accepted,
        int refused,
        int lost,
        int late,
        int crashed,
        double trainingLoss,
        double millis,
        long bytesDown,
        long bytesUp,
        Map<Metric, Double> validation,
        Map<Metric, Double> test,
        int attacked,
        int aimed,
        int deceived,
        SortedMap<String, Measured> measured,
        @Nullable Figures unfinished) {
    public Round {
        measured = Collections.unmodifiableSortedMap(new TreeMap<>(measured));
        validation = inOrder(validation);
        test = inOrder(test);
    }

    static Map<Metric, Double> inOrder(Map<Metric, Double> figures) {
        EnumMap<Metric, Double> sorted = new EnumMap<>(Metric.class);
        sorted.putAll(figures);
        return Collections.unmodifiableMap(sorted);
    }

    /** Share of the patients aimed at who were told what the attack wants; NaN where it aims at nobody. */
    public double attackSuccess() {
        return figures().attackSuccess();
    }

    /** All figures of the model after this round. */
    public Figures figures() {
        return new Figures(validation, test, aimed, deceived);
    }

    /** Whether the model after this round was evaluated. */
    public boolean evaluated() {
        return !test.isEmpty();
    }
}
