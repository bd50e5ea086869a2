package org.fedrange.simulator.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.metric.Metric;
import org.junit.jupiter.api.Test;

class TuningTest {
    private static final String RATE = "training.learningRate";
    private final List<StudyRecord.Entry> cells = new ArrayList<>();
    private final Map<String, Run> runs = new TreeMap<>();

    private void cell(String attack, String rate, double validation, Map<String, String> more) {
        String id = Integer.toString(cells.size());
        Map<String, String> setting = new TreeMap<>(more);
        setting.put(RATE, rate);
        cells.add(new StudyRecord.Entry(id, id, true, attack, "median", setting, 1, id, id, "digest", true, new Shape(2, 2), "{}"));
        Round only = new Round(1, 1, 0, 0, 1, 0, 0, 0, 0, 0.7, 1, 1, 1, Map.of(Metric.ACCURACY, validation, Metric.LOSS, validation), Map.of(), 0, 0, 0, new TreeMap<>(), null);
        runs.put(id, new Run(id, 1, 1, List.of(only), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), 1, "root"));
    }

    private Tuning tuning(Metric metric) {
        return Tuning.of(new StudyRecord("t", "b", "", metric, Given.study("t", 0.1).risk(), List.of(RATE), cells, List.of(), List.of(), null, List.of(), null), runs, RATE);
    }

    /** At 0.1: none 0.9, flip (0.5 + 0.7) / 2 = 0.6; at 0.2: none 0.8, flip 0.7. The worst are 0.6 and 0.7: 0.2 is chosen although 0.9 > 0.8. */
    @Test
    void theWorstAttackDecides() {
        cell("none", "0.1", 0.9, Map.of());
        cell("flip", "0.1", 0.5, Map.of());
        cell("flip", "0.1", 0.7, Map.of());
        cell("none", "0.2", 0.8, Map.of());
        cell("flip", "0.2", 0.7, Map.of());
        assertEquals(List.of(new Tuning.Choice("median", List.of(0.6, 0.7), 1)), tuning(Metric.ACCURACY).choices());
        assertEquals(List.of("0.1", "0.2"), tuning(Metric.ACCURACY).values());
    }

    /** The same figures taken for losses: the worst are 0.9 and 0.8, and the least of them is chosen. */
    @Test
    void ofLossesTheLeast() {
        cell("none", "0.1", 0.9, Map.of());
        cell("flip", "0.1", 0.6, Map.of());
        cell("none", "0.2", 0.8, Map.of());
        cell("flip", "0.2", 0.7, Map.of());
        assertEquals(List.of(new Tuning.Choice("median", List.of(0.9, 0.8), 1)), tuning(Metric.LOSS).choices());
    }

    @Test
    void noNumberIsWorseThanAnyAndTheFirstOfEqualsIsTaken() {
        cell("none", "0.1", Double.NaN, Map.of());
        cell("flip", "0.1", 0.9, Map.of());
        cell("none", "0.2", 0.1, Map.of());
        cell("none", "0.3", 0.1, Map.of());
        assertEquals(List.of(new Tuning.Choice("median", List.of(Double.NaN, 0.1, 0.1), 1)), tuning(Metric.ACCURACY).choices());
    }

    /** What the adversary knows is the adversary's: one choice for both. How many nodes it has is declared: a choice each. */
    @Test
    void oneChoiceForEachSettingTheDefenderKnows() {
        for (String rate : List.of("0.1", "0.2")) {
            double sign = rate.equals("0.1") ? 1 : -1;
            cell("flip", rate, 0.5 + sign * 0.2, Map.of("adversary.nodes", "1", "adversary.knowledge", "own"));
            cell("flip", rate, 0.5 - sign * 0.1, Map.of("adversary.nodes", "1", "adversary.knowledge", "all"));
            cell("flip", rate, 0.5 + sign * 0.1, Map.of("adversary.nodes", "2", "adversary.knowledge", "own"));
        }
        List<Tuning.Choice> choices = tuning(Metric.ACCURACY).choices();
        assertEquals(List.of("median, 1", "median, 2"), choices.stream().map(Tuning.Choice::column).toList());
        // One node: the least of 0.7 and 0.4 is 0.4, of 0.3 and 0.6 it is 0.3. Two: 0.6 and 0.4.
        assertEquals(List.of(0, 0), choices.stream().map(Tuning.Choice::chosen).toList());
        assertEquals(0.4, choices.getFirst().worst().getFirst(), 1e-12);
    }
}
