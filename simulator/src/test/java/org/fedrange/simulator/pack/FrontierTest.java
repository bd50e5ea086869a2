package org.fedrange.simulator.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.metric.Metric;
import org.fedrange.simulator.results.Given;
import org.fedrange.simulator.results.Leakage;
import org.fedrange.simulator.results.PrivacyFigure;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.StudyRecord;
import org.junit.jupiter.api.Test;

class FrontierTest {
    private final List<StudyRecord.Entry> cells = new ArrayList<>();
    private final SortedMap<String, Run> runs = new TreeMap<>();

    /** A cell without attack that promises these epsilons, one for each hospital, and ends with this accuracy. */
    private void cell(String defense, long seed, double accuracy, String trust, double... epsilons) {
        String id = defense + " " + seed;
        cells.add(new StudyRecord.Entry(id, id, true, "none", defense, Map.of(), seed, id, id, "digest", true, new Shape(2, 2), "{}"));
        List<PrivacyFigure> privacy = new ArrayList<>();
        for (double epsilon : epsilons) {
            privacy.add(new PrivacyFigure(1, 2, "dp", "hospital", trust, "North", 2, 1.5, 1, epsilon, 1e-5, "pld"));
            privacy.add(new PrivacyFigure(1, 1, "dp", "hospital", trust, "North", 1, 1.5, 1, 100, 1e-5, "pld"));
        }
        Run its = Given.run(id, accuracy);
        runs.put(id, new Run(
                id, 2, 2, its.rounds(), List.of(), List.of(), List.of(), List.of(), privacy, List.of(),
                List.of(new Leakage("lira", "released-models", 1, 8, "ab", 40, new TreeMap<>(Map.of("auc", accuracy)), List.of(), List.of())), List.of(), 1, "root"));
    }

    private StudyRecord study() {
        StudyRecord its = Given.study("toy", 0.05);
        return new StudyRecord(its.name(), "build", "", Metric.ACCURACY, its.risk(), List.of("seed"), cells, its.deals(), List.of(), null, List.of(), null);
    }

    @Test
    void whatPromisesLessAndIsWorthLessIsBeaten() {
        cell("strict", 1, 0.7, "central", 0.5, 1);
        cell("middling", 1, 0.68, "central", 2);
        cell("loose", 1, 0.8, "central", 4);
        cell("local", 1, 0.5, "local", 9);
        List<Evidence.FrontierPoint> points = new Frontier(study(), runs).points();
        assertEquals(List.of(1.0, 2.0, 4.0, 9.0), points.stream().map(Evidence.FrontierPoint::epsilon).toList(), "the most over hospitals, after the last round");
        assertEquals(List.of(true, false, true, true), points.stream().map(Evidence.FrontierPoint::frontier).toList(), "whom one trusts is not compared");
    }

    @Test
    void seedsAreAveragedAndTheirIntervalIsGiven() {
        cell("strict", 1, 0.5, "central", 1);
        cell("strict", 2, 0.7, "central", 3);
        Evidence.FrontierPoint point = new Frontier(study(), runs).points().getFirst();
        assertEquals(new Evidence.FrontierPoint("strict", "dp", "hospital", "central", 3, 1e-5, 2, 0.6, 0.5, 0.7, true), point);
        Evidence.Leak leak = new Disclosure(study(), runs).leaks().getFirst();
        assertEquals(80, leak.records());
        assertEquals(List.of(new Evidence.LeakFigure("auc", 2, 0.6, 0.5, 0.7)), leak.figures());
    }
}
