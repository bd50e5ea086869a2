package org.fedrange.simulator.run;

import java.util.EnumMap;
import java.util.Map;
import org.fedrange.learning.metric.Metric;
import org.fedrange.simulator.results.Round;
import org.fedrange.simulator.round.NodeReport;
import org.fedrange.simulator.round.RoundReport;

/** Adds up one round over the folds of a cell. */
final class Tally {
    private final int round;
    private final Map<RoundReport.Ending, Integer> endings = new EnumMap<>(RoundReport.Ending.class);
    private final Map<NodeReport.Fate, Integer> fates = new EnumMap<>(NodeReport.Fate.class);
    private final Predictions validation;
    private final Predictions test;
    private int folds;
    private double loss;
    private int trained;
    private double millis;
    private long bytesDown;
    private long bytesUp;
    private int aimed;
    private int deceived;

    Tally(int round, int classes) {
        this.round = round;
        this.validation = new Predictions(classes);
        this.test = new Predictions(classes);
    }

    void add(RoundReport report) {
        folds++;
        endings.merge(report.ending(), 1, Integer::sum);
        millis += report.millis();
        bytesDown += report.bytesDown();
        bytesUp += report.bytesUp();
        for (NodeReport node : report.nodes()) {
            fates.merge(node.fate(), 1, Integer::sum);
            // A message that is refused beside a good one is a refusal, too.
            fates.merge(NodeReport.Fate.REFUSED, node.surplus().size(), Integer::sum);
            if (!Double.isNaN(node.trainingLoss())) {
                loss += node.trainingLoss();
                trained++;
            }
        }
    }

    /** Counts patients at whom an attack aims, and those of them who are told its target. */
    void aimed(float[] probabilities, int patients, int target) {
        aimed += patients;
        int classes = patients == 0 ? 0 : probabilities.length / patients;
        for (int i = 0; i < patients; i++) {
            deceived += Metric.predicted(probabilities, i, classes) == target ? 1 : 0;
        }
    }

    Predictions validation() {
        return validation;
    }

    Predictions test() {
        return test;
    }

    Round round() {
        return new Round(
                round,
                endings.getOrDefault(RoundReport.Ending.RELEASED, 0),
                endings.getOrDefault(RoundReport.Ending.QUORUM_MISSED, 0),
                endings.getOrDefault(RoundReport.Ending.INFEASIBLE, 0),
                fates.getOrDefault(NodeReport.Fate.ACCEPTED, 0),
                fates.getOrDefault(NodeReport.Fate.REFUSED, 0),
                fates.getOrDefault(NodeReport.Fate.LOST, 0),
                fates.getOrDefault(NodeReport.Fate.LATE, 0),
                fates.getOrDefault(NodeReport.Fate.CRASHED, 0),
                trained == 0 ? Double.NaN : loss / trained,
                millis / folds,
                bytesDown,
                bytesUp,
                validation.figures(),
                test.figures(),
                aimed,
                deceived);
    }
}
