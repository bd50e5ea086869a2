package org.fedrange.simulator.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.fedrange.simulator.pack.Evidence;

/**
 * What privacy costs, from the strictest promise to the weakest. Computes nothing.
 *
 * @param points of each configuration that promises any
 * @param metric the leading metric, in words
 */
record PrivacyFrontier(List<Evidence.FrontierPoint> points, String metric) {
    PrivacyFrontier {
        points = List.copyOf(points);
    }

    /** The section; empty where nothing is promised. */
    String section() {
        List<List<String>> rows = points.stream().sorted(Comparator.comparingDouble(Evidence.FrontierPoint::epsilon)).map(its -> List.of(
                Markup.escaped(its.defense()), ThreatModelPage.word(its.promise()), ThreatModelPage.word(its.unit()), ThreatModelPage.word(its.trust()), number(its.epsilon()),
                number(its.delta()), Integer.toString(its.seeds()),
                Markup.number(its.worth()) + (its.seeds() > 1 ? "<small>" + Markup.number(its.low()) + " to " + Markup.number(its.high()) + "</small>" : "<small>one seed</small>"),
                ThreatModelPage.word(its.frontier() ? "on it" : "beaten by another"))).toList();
        return rows.isEmpty() ? "" : Markup.section(
                "Privacy frontier",
                "Epsilon bounds how much better than chance anybody can tell, from what is released, whether one unit took part: the smaller, the stricter. Beside it what the model is worth with nobody attacking, "
                        + "final test " + metric + ", mean over seeds with its bootstrap interval of 95 %. A configuration is beaten where another of the same unit, trust and delta promises as much and is worth as much, and one of both more.",
                Markup.table(List.of("defense", "promised by", "unit", "trust", "epsilon", "delta", "seeds", metric, "frontier"), rows));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
