package org.fedrange.simulator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.fedrange.simulator.results.NodeOutcome;
import org.fedrange.simulator.results.Round;
import org.fedrange.simulator.results.Run;

/**
 * Whose updates the rule used, for each attack and defense.
 *
 * @param map the runs
 */
record Refusals(HeatMap map) {

    String section() {
        List<List<String>> rows = new ArrayList<>();
        for (String attack : map.rows()) {
            for (String column : map.columns()) {
                List<Run> runs = map.at(attack, column);
                if (!runs.isEmpty()) {
                    rows.add(List.of(
                            Markup.escaped(attack), Markup.escaped(column), kept(runs, false), kept(runs, true), weight(runs),
                            Integer.toString(lost(runs))));
                }
            }
        }
        return Markup.section(
                "Who was refused",
                "Share of updates of honest and of Byzantine nodes that the rule used at least in part; the mean share of the aggregate that "
                        + "Byzantine updates got, where the rule has one; and rounds without a new model, over all seeds and folds.",
                Markup.table(
                        List.of("attack", "defense", "honest updates used", "Byzantine updates used", "Byzantine share of the aggregate", "rounds lost"),
                        rows));
    }

    private static String kept(List<Run> runs, boolean byzantine) {
        List<NodeOutcome> nodes = nodes(runs, byzantine);
        long kept = nodes.stream().filter(node -> Boolean.TRUE.equals(node.kept())).count();
        return nodes.isEmpty() ? "none there" : Markup.percent((double) kept / nodes.size());
    }

    private static List<NodeOutcome> nodes(List<Run> runs, boolean byzantine) {
        return runs.stream().flatMap(run -> run.nodes().stream()).filter(node -> node.byzantine() == byzantine).toList();
    }

    private static String weight(List<Run> runs) {
        List<NodeOutcome> weighed = nodes(runs, true).stream().filter(node -> node.weight() != null).toList();
        int rounds = runs.stream().mapToInt(run -> run.rounds().stream().mapToInt(Round::released).sum()).sum();
        double sum = weighed.stream().mapToDouble(node -> Objects.requireNonNull(node.weight())).sum();
        return weighed.isEmpty() || rounds == 0 ? "-" : Markup.percent(sum / rounds);
    }

    private static int lost(List<Run> runs) {
        return runs.stream().flatMap(run -> run.rounds().stream()).mapToInt(round -> round.quorumMissed() + round.infeasible()).sum();
    }
}
