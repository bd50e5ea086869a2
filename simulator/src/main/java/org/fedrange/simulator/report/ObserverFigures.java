package org.fedrange.simulator.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedrange.simulator.pack.Evidence;

/**
 * What observers learned, a table for each kind of observer. Computes nothing.
 *
 * @param leaks by attack, defense and observer
 */
record ObserverFigures(List<Evidence.Leak> leaks) {
    ObserverFigures {
        leaks = List.copyOf(leaks);
    }

    /** The section; empty where nobody observes. */
    String section() {
        Map<String, List<Evidence.Leak>> kinds = new LinkedHashMap<>();
        leaks.forEach(its -> kinds.computeIfAbsent(its.inference(), k -> new ArrayList<>()).add(its));
        StringBuilder tables = new StringBuilder();
        kinds.forEach((kind, all) -> tables.append("<h3>").append(Markup.escaped(kind)).append("</h3>\n").append(table(all)));
        return leaks.isEmpty() ? "" : Markup.section(
                "Leakage and reconstruction",
                "Observers change nothing in a run: they try to learn about patients from what they see of it. Means over records and seeds, and below each its bootstrap interval of 95 % over seeds. "
                        + "Names that end in OfMean, OfOthers, OfPopulation, OfCommonest, ByChance or WithoutModel are what is reached by somebody who saw nothing, or asks about patients nobody trained on: "
                        + "only what lies beyond them was learned. recognised and closer: share of records found again. tprAtFpr0.1: share of those trained on who are found where a tenth of the others is accused. "
                        + "Pictures, where they are public, are in report.html; a patient's record is nowhere.",
                tables.toString());
    }

    private static String table(List<Evidence.Leak> all) {
        List<String> names = all.stream().flatMap(its -> its.figures().stream()).map(Evidence.LeakFigure::name)
                .filter(name -> !name.endsWith("Low") && !name.endsWith("High")).distinct().sorted().toList();
        List<String> header = new ArrayList<>(List.of("defense", "attack", "sees", "seeds", "records"));
        header.addAll(names);
        List<List<String>> rows = new ArrayList<>();
        for (Evidence.Leak its : all) {
            List<String> row = new ArrayList<>(List.of(
                    Markup.escaped(its.defense()), ThreatModelPage.word(its.attack()), ThreatModelPage.word(its.knowledge()), Integer.toString(its.seeds()),
                    Integer.toString(its.records())));
            names.forEach(name -> row.add(its.figures().stream().filter(figure -> figure.name().equals(name)).findFirst().map(ObserverFigures::figure).orElse("")));
            rows.add(row);
        }
        return Markup.table(header, rows);
    }

    private static String figure(Evidence.LeakFigure its) {
        return Markup.number(its.mean()) + (its.seeds() > 1 ? "<small>" + Markup.number(its.low()) + " to " + Markup.number(its.high()) + "</small>" : "<small>one seed</small>");
    }
}
