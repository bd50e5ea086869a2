package org.fedrange.simulator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fedrange.learning.metric.Metric;
import org.fedrange.simulator.WorstCase;
import org.fedrange.simulator.results.ArmFigures;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.StudyRecord;

/**
 * The figure a study draws of itself: the worst the adversary can do against the best the defender can choose, over two axes.
 *
 * @param study what was asked for
 * @param figure the figure
 * @param runs the finished runs, by cell
 */
record WorstCaseMap(StudyRecord study, WorstCase figure, Map<String, Run> runs) {

    /** The section; empty where the study draws nothing of its own. */
    static String section(StudyRecord study, Map<String, Run> runs) {
        return study.figure() == null ? "" : new WorstCaseMap(study, study.figure(), runs).section();
    }

    private String section() {
        ArmFigures figures = new ArmFigures(runs, study.metric());
        List<List<String>> rows = new ArrayList<>();
        for (int row = 0; row < figure.fields().size(); row++) {
            List<String> fields = new ArrayList<>(List.of(Markup.escaped(figure.rowLabels().get(row))));
            figure.fields().get(row).forEach(arm -> fields.add(field(figures.of(arm))));
            rows.add(fields);
        }
        List<String> header = new ArrayList<>(List.of(figure.rows() + " \u2193  " + figure.columns() + " \u2192"));
        header.addAll(figure.columnLabels());
        return Markup.section(
                figure.worstOver().isEmpty() ? figure.rows() + " against " + figure.columns()
                        : "The worst case by " + figure.rows() + " and " + figure.columns(),
                explanation(), Markup.table(header, rows));
    }

    private String explanation() {
        String text = "Final test " + Markup.words(study.metric()) + ", mean over seeds, with the range below.";
        if (!figure.worstOver().isEmpty()) {
            text += " On each seed that under the value of " + String.join(" and ", figure.worstOver()) + " which leaves the worst; named is the one that is "
                    + "worst by its mean.";
        }
        if (!figure.bestOver().isEmpty()) {
            text += " Of " + String.join(" and ", figure.bestOver()) + " the value named, which was best on validation patients under what hurts it most.";
        }
        return text;
    }

    private String field(ArmFigures.Outcome outcome) {
        List<Double> values = outcome.bySeed().stream().flatMap(Optional::stream).toList();
        HeatMap.Spread spread = HeatMap.Spread.of(values);
        if (spread == null) {
            return "<td class=\"absent\">not run</td>";
        }
        int shade = study.metric() == Metric.LOSS ? 0 : Math.clamp(Math.round(spread.mean() * 10), 0, 10);
        String range = spread.count() > 1 ? Markup.number(spread.least()) + " to " + Markup.number(spread.most()) : "one seed";
        return "<td class=\"heat h" + shade + "\">" + Markup.number(spread.mean()) + "<small>" + range + "</small>" + small(outcome.option().label(), "")
                + small(outcome.worst(), "under ") + "</td>";
    }

    private static String small(String name, String before) {
        return name.isEmpty() ? "" : "<small>" + before + Markup.escaped(name) + "</small>";
    }
}
