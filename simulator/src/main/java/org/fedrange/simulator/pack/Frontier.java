package org.fedrange.simulator.pack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fedrange.learning.metric.Metric;
import org.fedrange.simulator.evidence.Bootstrap;
import org.fedrange.simulator.results.PrivacyFigure;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.StudyRecord;

/**
 * What privacy costs: of each configuration that promises any, epsilon at the end and what the model is worth, with nobody attacking.
 *
 * <p>A point is on the frontier where no other of the same unit, trust and delta promises at least as much and is worth at least as much, and one of both more.
 *
 * <p>Example: epsilon 1 at 0.70, 2 at 0.68 and 4 at 0.80: the second promises less than the first and is worth less, and so is off the frontier.
 *
 * @param study what was asked for
 * @param runs the finished runs, by cell
 */
record Frontier(StudyRecord study, Map<String, Run> runs) {
    /** A promise made under one configuration. */
    private record Promise(String configuration, String defense, String unit, String trust) {}

    /** What came of it with each seed. */
    private record Kept(List<Double> epsilons, List<Double> worth, List<Double> deltas) {}

    /** Points in the study's order. */
    List<Evidence.FrontierPoint> points() {
        Map<Promise, Kept> promises = new LinkedHashMap<>();
        study.cells().stream().filter(cell -> cell.id().equals(cell.twin()) && runs.containsKey(cell.id())).forEach(cell -> add(promises, cell));
        List<Evidence.FrontierPoint> points = new ArrayList<>();
        promises.forEach((promise, kept) -> points.add(point(promise, kept)));
        return points.stream().map(its -> points.stream().noneMatch(other -> beats(other, its)) ? its.onFrontier() : its).toList();
    }

    private void add(Map<Promise, Kept> promises, StudyRecord.Entry cell) {
        Run run = Objects.requireNonNull(runs.get(cell.id()));
        Map<Promise, PrivacyFigure> most = new LinkedHashMap<>();
        run.privacy().stream().filter(its -> its.round() == run.finalRound()).forEach(its -> most.merge(
                new Promise(cell.column(), its.defense(), its.unit(), its.trust()), its, (one, other) -> one.epsilon() >= other.epsilon() ? one : other));
        most.forEach((promise, its) -> {
            Kept kept = promises.computeIfAbsent(promise, k -> new Kept(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
            kept.epsilons().add(its.epsilon());
            kept.deltas().add(its.delta());
            kept.worth().add(run.finalTest(study.metric()));
        });
    }

    private static Evidence.FrontierPoint point(Promise promise, Kept kept) {
        Bootstrap worth = Bootstrap.mean("worth under " + promise, kept.worth().stream().mapToDouble(Double::doubleValue).toArray());
        return new Evidence.FrontierPoint(
                promise.configuration(), promise.defense(), promise.unit(), promise.trust(),
                Assembly.rounded(kept.epsilons().stream().mapToDouble(Double::doubleValue).max().orElse(0)), kept.deltas().stream().mapToDouble(Double::doubleValue).max().orElse(0),
                kept.worth().size(), Assembly.rounded(worth.value()), Assembly.rounded(worth.low()), Assembly.rounded(worth.high()), false);
    }

    private boolean beats(Evidence.FrontierPoint one, Evidence.FrontierPoint other) {
        boolean alike = one.unit().equals(other.unit()) && one.trust().equals(other.trust()) && one.delta() == other.delta();
        double more = study.metric() == Metric.LOSS ? other.worth() - one.worth() : one.worth() - other.worth();
        return alike && one.epsilon() <= other.epsilon() && more >= 0 && (one.epsilon() < other.epsilon() || more > 0);
    }
}
