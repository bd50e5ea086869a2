package org.fedrange.simulator.run;

import org.fedrange.simulator.results.Round;
import org.fedrange.simulator.round.NodeReport;
import org.fedrange.simulator.round.RoundReport;

/** Adds up one round over the folds of a cell. */
final class Tally {
    private final int round;
    private final int[] endings = new int[RoundReport.Ending.values().length];
    private final int[] fates = new int[NodeReport.Fate.values().length];
    private final Predictions validation;
    private final Predictions test;
    private int folds;
    private double loss;
    private int trained;
    private double millis;
    private long bytesDown;
    private long bytesUp;

    Tally(int round, int classes) {
        this.round = round;
        this.validation = new Predictions(classes);
        this.test = new Predictions(classes);
    }

    void add(RoundReport report) {
        folds++;
        endings[report.ending().ordinal()]++;
        millis += report.millis();
        bytesDown += report.bytesDown();
        bytesUp += report.bytesUp();
        for (NodeReport node : report.nodes()) {
            fates[node.fate().ordinal()]++;
            // A message that is refused beside a good one is a refusal, too.
            fates[NodeReport.Fate.REFUSED.ordinal()] += node.surplus().size();
            if (!Double.isNaN(node.trainingLoss())) {
                loss += node.trainingLoss();
                trained++;
            }
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
                endings[RoundReport.Ending.RELEASED.ordinal()],
                endings[RoundReport.Ending.QUORUM_MISSED.ordinal()],
                endings[RoundReport.Ending.INFEASIBLE.ordinal()],
                fates[NodeReport.Fate.ACCEPTED.ordinal()],
                fates[NodeReport.Fate.REFUSED.ordinal()],
                fates[NodeReport.Fate.LOST.ordinal()],
                fates[NodeReport.Fate.LATE.ordinal()],
                fates[NodeReport.Fate.CRASHED.ordinal()],
                trained == 0 ? Double.NaN : loss / trained,
                millis / folds,
                bytesDown,
                bytesUp,
                validation.figures(),
                test.figures());
    }
}
