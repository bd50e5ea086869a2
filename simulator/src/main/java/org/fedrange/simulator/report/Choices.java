package org.fedrange.simulator.report;

import java.util.ArrayList;
import java.util.List;
import org.fedrange.learning.Kind;
import org.fedrange.learning.metric.Metric;
import org.fedrange.simulator.results.Tuning;

/**
 * What was chosen before the study, and from what.
 *
 * @param tuning the choices
 * @param metric what they were made by
 */
public record Choices(Tuning tuning, Metric metric) {
    private static final String CHOSEN = "\u2713 ";

    /** As text for a terminal, what was chosen marked by a star. */
    public String text() {
        List<List<String>> rows = rows("* ");
        rows.getFirst().set(0, tuning.path());
        return "Validation " + Kind.of(metric) + " under the worst attack for each value; * is chosen\n\n" + TextTable.aligned(rows);
    }

    /** As a section of the report. */
    String section() {
        List<List<String>> rows = rows(CHOSEN);
        List<List<String>> marked = rows.subList(1, rows.size()).stream()
                .map(row -> row.stream().map(Markup::escaped).toList()).toList();
        return Markup.section(
                "How " + tuning.path() + " was chosen",
                "For each defense the value (marked " + CHOSEN.strip() + ") whose final model has the best " + Markup.words(metric)
                        + " on validation examples under the attack that leaves the worst, mean over the seeds tried. No test patient was looked at. "
                        + "The study that tried them all lies in the folder tuning beside this page, with a report of its own.",
                Markup.table(rows.getFirst(), marked));
    }

    private List<List<String>> rows(String mark) {
        List<List<String>> rows = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("defense"));
        header.addAll(tuning.values());
        rows.add(header);
        for (Tuning.Choice choice : tuning.choices()) {
            List<String> row = new ArrayList<>(List.of(choice.column()));
            for (int i = 0; i < choice.worst().size(); i++) {
                row.add((i == choice.chosen() ? mark : "") + TextTable.number(choice.worst().get(i)));
            }
            rows.add(row);
        }
        return rows;
    }
}
