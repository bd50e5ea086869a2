package org.fedrange.simulator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fedrange.simulator.results.Persistence;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.StudyRecord;
import org.jspecify.annotations.Nullable;

/**
 * Whether attacks that aim at certain patients reach them, and for how long after the attack has stopped.
 *
 * @param study what was asked for
 * @param map the runs
 */
record Success(StudyRecord study, HeatMap map) {

    /** Attacks that aim at somebody. */
    List<String> attacks() {
        return map.rows().stream().filter(attack -> map.columns().stream().anyMatch(column -> finals(attack, column) != null)).toList();
    }

    /** Success of the attack on the final model. */
    HeatMap.@Nullable Spread finals(String attack, String column) {
        return HeatMap.Spread.of(map.at(attack, column).stream().map(run -> run.round(run.finalRound()).attackSuccess()).toList());
    }

    String section() {
        List<String> attacks = attacks();
        if (attacks.isEmpty()) {
            return "";
        }
        List<String> header = new ArrayList<>(List.of("attack"));
        header.addAll(map.columns());
        List<List<String>> rows = new ArrayList<>();
        for (String attack : attacks) {
            List<String> row = new ArrayList<>(List.of(Markup.escaped(attack)));
            map.columns().forEach(column -> row.add(field(finals(attack, column))));
            rows.add(row);
        }
        String charts = map.columns().stream().map(column -> map.chart(column, "attack success", attacks, round -> round.attackSuccess(), 1))
                .collect(Collectors.joining());
        return Markup.section(
                "Who was deceived",
                "Attack success: of the test patients at whom an attack aims, none of them of its target class, the share whom the final model tells "
                        + "the target; with a back door, patients with the trigger. Mean over seeds, with the range. The fields above judge the "
                        + "untouched patients.",
                Markup.table(header, rows) + afterwards(attacks) + "<div class=\"charts\">\n" + charts + "</div>\n");
    }

    private static String field(HeatMap.@Nullable Spread spread) {
        if (spread == null) {
            return "<td class=\"absent\">not run</td>";
        }
        String range = spread.count() > 1 ? Markup.number(spread.least()) + " to " + Markup.number(spread.most()) : "one seed";
        return "<td class=\"heat h" + Math.clamp(Math.round(spread.mean() * 10), 0, 10) + "\">" + Markup.number(spread.mean()) + "<small>" + range
                + "</small></td>";
    }

    /** What is left once the attack has stopped; nothing where no attack stops before the end. */
    private String afterwards(List<String> attacks) {
        List<List<String>> rows = new ArrayList<>();
        for (String attack : attacks) {
            for (String column : map.columns()) {
                List<Persistence> stopped = map.at(attack, column).stream().flatMap(run -> stopped(run).stream()).toList();
                if (!stopped.isEmpty()) {
                    rows.add(List.of(
                            Markup.escaped(attack), Markup.escaped(column), Integer.toString(stopped.getFirst().lastAttack()),
                            mean(stopped.stream().map(Persistence::atStop).toList()), mean(stopped.stream().map(Persistence::atEnd).toList()),
                            halved(stopped)));
                }
            }
        }
        return rows.isEmpty() ? "" : Markup.table(
                List.of("attack", "defense", "last round of the attack", "success then", "success at the end", "rounds until it halved"), rows);
    }

    private static Optional<Persistence> stopped(Run run) {
        return Persistence.of(run).filter(its -> its.outlasted(run));
    }

    private static String mean(List<Double> values) {
        HeatMap.Spread spread = HeatMap.Spread.of(values);
        return spread == null ? "-" : Markup.number(spread.mean());
    }

    private static String halved(List<Persistence> stopped) {
        List<Integer> rounds = stopped.stream().map(Persistence::halvedAfter).filter(Objects::nonNull).sorted().toList();
        if (rounds.isEmpty()) {
            return "never";
        }
        String range = rounds.getFirst().equals(rounds.getLast()) ? rounds.getFirst().toString() : rounds.getFirst() + " to " + rounds.getLast();
        return range + (rounds.size() < stopped.size() ? ", in " + rounds.size() + " of " + stopped.size() + " seeds" : "");
    }
}
