package org.fedrange.simulator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.fedrange.learning.metric.Metric;
import org.fedrange.simulator.results.Figures;
import org.fedrange.simulator.results.Measured;
import org.fedrange.simulator.results.Round;
import org.fedrange.simulator.results.Run;

/**
 * What defenses measured, whom they shut out and what they made of the final model, for each attack and defense; empty where no defense does any
 * of it.
 *
 * @param map the runs
 * @param metric the leading metric
 */
record Measurements(HeatMap map, Metric metric) {

    String section() {
        String measured = measured();
        String finished = finished();
        String excluded = excluded();
        return measured.isEmpty() && finished.isEmpty() && excluded.isEmpty() ? "" : Markup.section(
                "What defenses measured and did",
                "Figures that defenses took on the way, mean over nodes and folds of the first seed, in the first, the last and over all rounds; nodes "
                        + "that were shut out, all seeds and folds; and the final model, mean over seeds: before and after a defense finished it or let it be voted "
                        + "on, and how many of the patients an attack aims at it tells what the attack wants.",
                measured + excluded + finished);
    }

    private String measured() {
        List<List<String>> rows = new ArrayList<>();
        for (String attack : map.rows()) {
            for (String column : map.columns()) {
                map.at(attack, column).stream().findFirst().ifPresent(run -> {
                    SortedSet<String> names = new TreeSet<>();
                    run.rounds().forEach(round -> names.addAll(round.measured().keySet()));
                    names.forEach(name -> rows.add(row(attack, column, name, run)));
                });
            }
        }
        return rows.isEmpty() ? "" : Markup.table(List.of("attack", "defense", "measured", "first", "last", "mean", "most"), rows);
    }

    private static List<String> row(String attack, String column, String name, Run run) {
        List<Measured> its = run.rounds().stream().map(Round::measured).filter(all -> all.containsKey(name)).map(all -> all.get(name)).toList();
        return List.of(
                Markup.escaped(attack), Markup.escaped(column), Markup.escaped(name), number(its.getFirst().mean()), number(its.getLast().mean()),
                number(its.stream().mapToDouble(Measured::mean).average().orElse(Double.NaN)),
                number(its.stream().mapToDouble(Measured::most).max().orElse(Double.NaN)));
    }

    /** What is measured may be of any size. */
    private static String number(double value) {
        return Double.isNaN(value) ? "no number" : String.format(Locale.ROOT, "%.3g", value);
    }

    private String excluded() {
        List<List<String>> rows = new ArrayList<>();
        for (String attack : map.rows()) {
            for (String column : map.columns()) {
                List<Run> runs = map.at(attack, column);
                int honest = runs.stream().mapToInt(run -> shutOut(run, false)).sum();
                int byzantine = runs.stream().mapToInt(run -> shutOut(run, true)).sum();
                if (honest + byzantine > 0) {
                    rows.add(List.of(Markup.escaped(attack), Markup.escaped(column), Integer.toString(byzantine), Integer.toString(honest)));
                }
            }
        }
        return rows.isEmpty() ? "" : Markup.table(List.of("attack", "defense", "Byzantine nodes shut out", "honest nodes shut out"), rows);
    }

    private static int shutOut(Run run, boolean byzantine) {
        SortedSet<String> theirs = new TreeSet<>();
        run.nodes().stream().filter(node -> node.byzantine()).forEach(node -> theirs.add(node.node()));
        return (int) run.decisions().stream().filter(its -> its.action().equals("node-excluded"))
                .filter(its -> theirs.stream().anyMatch(name -> its.reason().startsWith(name + ": ")) == byzantine).count();
    }

    private String finished() {
        List<List<String>> rows = new ArrayList<>();
        for (String attack : map.rows()) {
            for (String column : map.columns()) {
                List<Round> ends = map.at(attack, column).stream().map(run -> run.rounds().getLast()).toList();
                List<Figures> before = ends.stream().flatMap(round -> Stream.ofNullable(round.unfinished())).toList();
                List<Figures> after = ends.stream().map(Round::figures).toList();
                if (!before.isEmpty() || after.stream().anyMatch(its -> its.aimed() > 0)) {
                    rows.add(List.of(
                            Markup.escaped(attack), Markup.escaped(column), test(before), test(after), success(before), success(after)));
                }
            }
        }
        String name = Markup.words(metric);
        return rows.isEmpty() ? "" : Markup.table(
                List.of("attack", "defense", name + " before", name, "attack success before", "attack success"), rows);
    }

    private String test(List<Figures> figures) {
        return figures.isEmpty() ? "-" : Markup.number(figures.stream().mapToDouble(its -> its.test().getOrDefault(metric, Double.NaN)).average().orElse(Double.NaN));
    }

    private static String success(List<Figures> figures) {
        return figures.isEmpty() || figures.getFirst().aimed() == 0 ? "-" : Markup.number(figures.stream().mapToDouble(Figures::attackSuccess).average().orElse(Double.NaN));
    }
}
