package org.fedrange.simulator.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.learning.Kind;
import org.fedrange.learning.metric.Metric;
import org.fedrange.simulator.data.EventFile;

/** The rounds of a run as curves for tools that draw some: a point for each round, on the run's virtual time. What is no number is left out. */
public final class Curves {
    private static final double MILLIS = 1000;

    private Curves() {}

    /** The points of a run. */
    public static List<EventFile.Point> of(Run run) {
        List<EventFile.Point> points = new ArrayList<>();
        double millis = 0;
        for (Round round : run.rounds()) {
            millis += Double.isFinite(round.millis()) ? round.millis() : 0;
            points.add(new EventFile.Point(millis / MILLIS, round.round(), values(run, round)));
        }
        return points;
    }

    private static SortedMap<String, Double> values(Run run, Round round) {
        SortedMap<String, Double> values = new TreeMap<>();
        metrics(values, "test/", round.test());
        metrics(values, "validation/", round.validation());
        values.put("attack/success", round.attackSuccess());
        values.put("training/loss", round.trainingLoss());
        values.put("updates/accepted", (double) round.accepted());
        values.put("updates/refused", (double) round.refused());
        values.put("updates/lost", (double) round.lost());
        values.put("updates/late", (double) round.late());
        values.put("updates/crashed", (double) round.crashed());
        values.put("traffic/bytes-down", (double) round.bytesDown());
        values.put("traffic/bytes-up", (double) round.bytesUp());
        round.measured().forEach((name, measured) -> values.put("measured/" + name, measured.mean()));
        run.privacy().stream().filter(its -> its.round() == round.round())
                .forEach(its -> values.merge("privacy/epsilon-" + its.defense(), its.epsilon(), Math::max));
        values.values().removeIf(value -> !Double.isFinite(value));
        return values;
    }

    private static void metrics(SortedMap<String, Double> values, String group, Map<Metric, Double> figures) {
        figures.forEach((metric, figure) -> values.put(group + Kind.of(metric), figure));
    }
}
