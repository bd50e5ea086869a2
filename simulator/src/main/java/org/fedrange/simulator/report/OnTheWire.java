package org.fedrange.simulator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.WireFigure;

/**
 * What adversaries on lines tried and what came of it, for each attack and defense.
 *
 * @param map the runs
 */
record OnTheWire(HeatMap map) {
    /** The section; empty where nobody sat on a line. */
    String section() {
        List<List<String>> rows = new ArrayList<>();
        for (String attack : map.rows()) {
            for (String column : map.columns()) {
                List<WireFigure> figures = map.at(attack, column).stream().map(Run::wire).flatMap(List::stream).toList();
                if (!figures.isEmpty()) {
                    rows.add(row(attack, column, figures));
                }
            }
        }
        return rows.isEmpty() ? "" : Markup.section(
                "On the wire",
                "How often an adversary on a line tried, how often its receiver took what it made, or it saw or held up what it wanted, and why the rest was refused; of one at "
                        + "the coordinator or at enrolment, how often it got what it wanted, and why not; "
                        + "over all seeds, folds and rounds.",
                Markup.table(List.of("attack", "defense", "security", "attempted", "accepted", "refused"), rows));
    }

    private static List<String> row(String attack, String column, List<WireFigure> figures) {
        SortedMap<String, Integer> reasons = new TreeMap<>();
        figures.forEach(figure -> figure.refused().forEach((reason, count) -> reasons.merge(reason, count, Integer::sum)));
        String refused = reasons.entrySet().stream().map(its -> its.getValue() + " " + its.getKey()).collect(Collectors.joining("; "));
        return List.of(
                Markup.escaped(attack), Markup.escaped(column), Markup.escaped(figures.getFirst().security()),
                Integer.toString(figures.stream().mapToInt(WireFigure::attempted).sum()), Integer.toString(figures.stream().mapToInt(WireFigure::accepted).sum()),
                refused.isEmpty() ? "-" : Markup.escaped(refused));
    }
}
