package org.fedrange.simulator.run;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.simulator.results.Figures;
import org.fedrange.simulator.results.Measured;
import org.fedrange.simulator.results.Round;
import org.fedrange.simulator.round.NodeReport;
import org.fedrange.simulator.round.Observation;
import org.fedrange.simulator.round.RoundReport;

/** Adds up one round over the folds of a cell. */
final class Tally {
    private static final Measured NOTHING = new Measured(0, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    private final int round;
    private final Map<RoundReport.Ending, Integer> endings = new EnumMap<>(RoundReport.Ending.class);
    private final Map<NodeReport.Fate, Integer> fates = new EnumMap<>(NodeReport.Fate.class);
    private final Marks marks;
    private final Marks unfinished;
    private final SortedMap<String, Measured> measured = new TreeMap<>();
    private int folds;
    private double loss;
    private int trained;
    private double millis;
    private long bytesDown;
    private long bytesUp;
    private int attacked;

    Tally(int round, int classes) {
        this.round = round;
        this.marks = new Marks(classes);
        this.unfinished = new Marks(classes);
    }

    void add(RoundReport report) {
        folds++;
        attacked += report.observation().filter(Observation::attacked).isPresent() ? 1 : 0;
        endings.merge(report.ending(), 1, Integer::sum);
        millis += report.millis();
        bytesDown += report.bytesDown();
        bytesUp += report.bytesUp();
        measured(report.measured());
        for (NodeReport node : report.nodes()) {
            fates.merge(node.fate(), 1, Integer::sum);
            if (node.answer() != null) {
                measured(node.answer().measured());
            }
            // A message that is refused beside a good one is a refusal, too.
            fates.merge(NodeReport.Fate.REFUSED, node.surplus().size(), Integer::sum);
            if (!Double.isNaN(node.trainingLoss())) {
                loss += node.trainingLoss();
                trained++;
            }
        }
    }

    /** Takes in what was measured, by name. */
    void measured(Map<String, Double> figures) {
        figures.forEach((name, value) -> measured.put(name, measured.getOrDefault(name, NOTHING).and(value)));
    }

    /** The model after the round. */
    Marks marks() {
        return marks;
    }

    /** The model before defenses finished it, in the last round. */
    Marks unfinished() {
        return unfinished;
    }

    Round round() {
        Figures figures = marks.figures();
        Figures before = unfinished.figures();
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
                figures.validation(),
                figures.test(),
                attacked,
                figures.aimed(),
                figures.deceived(),
                measured,
                before.test().isEmpty() ? null : before);
    }
}
