package org.fedrange.simulator.results;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.metric.Metric;
import org.fedrange.simulator.Study;

/**
 * A small study made by hand: the plain mean under sign-flip and without attack, two seeds, two rounds of which the second is
 * evaluated. The rule is the study's only defense, so each cell is its own baseline.
 */
public final class Given {
    private Given() {}

    /** Accuracies 0.8 and 0.7 without attack, 0.5 and 0.3 with it; all other figures absent. */
    public static StudyRecord study(String name, double loss) {
        List<StudyRecord.Entry> cells = List.of(
                entry("a1", "sign-flip", 1, "n1"), entry("a2", "sign-flip", 2, "n2"), entry("n1", "none", 1, "n1"), entry("n2", "none", 2, "n2"));
        StudyRecord.Deal deal = new StudyRecord.Deal(
                "toy", 1, List.of("no", "yes"), List.of("North", "South & East"), List.of(List.of(3, 4), List.of(5, 6)), List.of("made up"));
        return new StudyRecord(
                name, "build", "", Metric.ACCURACY, new Study.Risk(0.2, loss, 0.5, 0.1, 0.9, 0.1, List.of(), List.of(), List.of()), List.of("seed"), cells, List.of(deal), List.of("mind the gap"), null, List.of(), null);
    }

    private static StudyRecord.Entry entry(String id, String attack, long seed, String twin) {
        return new StudyRecord.Entry(id, id, true, attack, "mean", Map.of(), seed, twin, id, "digest", true, new Shape(2, 2), "{}");
    }

    /** The runs of {@link #study}. */
    public static SortedMap<String, Run> runs() {
        SortedMap<String, Run> runs = new TreeMap<>();
        runs.put("a1", run("a1", 0.5));
        runs.put("a2", run("a2", 0.3));
        runs.put("n1", run("n1", 0.8));
        runs.put("n2", run("n2", 0.7));
        return runs;
    }

    /** A run that ends with this accuracy. In round 1 South's update is refused; in round 2 the rule leaves it out. */
    public static Run run(String cell, double accuracy) {
        return run(cell, accuracy, Map.of());
    }

    /** The same, which also has an accuracy on validation patients. */
    static Run run(String cell, double accuracy, double validation) {
        return run(cell, accuracy, Map.of(Metric.ACCURACY, validation));
    }

    private static Run run(String cell, double accuracy, Map<Metric, Double> validation) {
        Round first = new Round(1, 1, 0, 0, 1, 1, 0, 0, 0, 0.7, 12.5, 100, 200, Map.of(), Map.of(), 0, 0, 0, new TreeMap<>(), null);
        Round second =
                new Round(2, 1, 0, 0, 2, 0, 0, 0, 0, Double.NaN, 12.5, 100, 200, validation, Map.of(Metric.ACCURACY, accuracy), 0, 0, 0,
                        new TreeMap<>(Map.of("update-clipping.normBefore", new Measured(2, 1.5, 1, 2))), null);
        return new Run(
                cell, 2, 2, List.of(first, second),
                List.of(
                        new NodeOutcome(1, 1, "North", false, "accepted", "", "", 80.5, 64, true, 1.0, null),
                        new NodeOutcome(1, 1, "South & East", true, "refused", "not a finite number, twice", "corruption", 90.0, 64, null, null, null),
                        new NodeOutcome(1, 2, "North", false, "accepted", "", "", 81.0, 64, true, 0.75, 0.25),
                        new NodeOutcome(1, 2, "South & East", true, "accepted", "", "", 82.0, 64, false, 0.25, Double.POSITIVE_INFINITY)),
                List.of(
                        new HospitalFigure("North", false, 12, Map.of(Metric.ACCURACY, accuracy)),
                        new HospitalFigure("South & East", true, 3, Map.of())),
                List.of(new ClassFigure("no", 11, accuracy / 2), new ClassFigure("yes", 4, null)), List.of(new Decided(1, 2, "node-excluded", "South & East: refused 2 times in a row")),
                List.of(new PrivacyFigure(1, 2, "local-dp", "hospital", "local", "North", 2, 1.5, 1, 2.25, 1e-5, "pld")),
                List.of(new PrivacyAudit("local-dp", 2.25, 1.5, null, 1e-5, 100)),
                List.of(new Leakage("label-inference", "aggregator-view", 2, 800, "ab", 12, new TreeMap<>(Map.of("labels", 0.75)), List.of(), List.of())), List.of(new WireFigure("bit-flip", "sealed", 4, 1, new TreeMap<>(Map.of("not signed", 3)))), 9, "root");
    }

    /**
     * A run under an attack that aims at certain patients, of accuracy 0.9.
     *
     * @param lastAttack the last round of the attack, which begins in round 1; 0 where it never comes
     * @param patients how many it aims at in each evaluated round
     * @param deceived of each round how many of them are deceived; odd rounds are not evaluated
     */
    public static Run aimed(String cell, int lastAttack, int patients, int... deceived) {
        List<Round> rounds = IntStream.rangeClosed(1, deceived.length).mapToObj(round -> {
            boolean evaluated = round % 2 == 0;
            return new Round(round, 1, 0, 0, 2, 0, 0, 0, 0, 0.5, 1, 1, 1, Map.of(), evaluated ? Map.of(Metric.ACCURACY, 0.9) : Map.of(),
                    round <= lastAttack ? 1 : 0, evaluated ? patients : 0, deceived[round - 1], new TreeMap<>(), null);
        }).toList();
        return new Run(cell, deceived.length, deceived.length, rounds, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), 1, "root");
    }
}
