package org.fedrange.simulator.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.fedrange.simulator.results.NodeOutcome;
import org.fedrange.simulator.results.Run;

/**
 * What the network did in one run, the first of the table: a timeline of its first rounds, and for each node what arrived, when, and
 * why the rest did not.
 *
 * @param map the runs
 */
record Network(HeatMap map) {
    /** Rounds and nodes shown in the timeline; the table shows all nodes up to its own bound. */
    private static final int ROUNDS = 10;
    private static final int NODES = 20;
    private static final int ROWS = 60;
    private static final int LEFT = 110;
    private static final int COLUMN = 92;
    private static final int LINE = 18;

    String section() {
        List<Run> runs = map.rows().stream()
                .flatMap(attack -> map.columns().stream().flatMap(column -> map.at(attack, column).stream())).limit(1).toList();
        if (runs.isEmpty() || runs.getFirst().nodes().isEmpty()) {
            return "";
        }
        List<NodeOutcome> outcomes = runs.getFirst().nodes();
        Map<String, List<NodeOutcome>> byNode = new LinkedHashMap<>();
        outcomes.forEach(outcome -> byNode.computeIfAbsent(outcome.node(), node -> new ArrayList<>()).add(outcome));
        return Markup.section(
                "The network",
                "Of the first run in the table above: each bar is an update's way from the opening of the round to its arrival, over the first "
                        + "rounds of the first fold; the longest takes the whole width. Letters: D late, L lost, R refused, C crashed.",
                timeline(byNode) + table(byNode));
    }

    private static String timeline(Map<String, List<NodeOutcome>> byNode) {
        List<String> names = byNode.keySet().stream().limit(NODES).toList();
        int height = LINE * (names.size() + 1) + 6;
        double longest = byNode.values().stream().flatMap(List::stream).filter(Network::shown)
                .mapToDouble(outcome -> Objects.requireNonNullElse(outcome.arrivalMillis(), 0.0)).max().orElse(0);
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT, "<figure class=\"wide\"><svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 %d %d\" aria-label=\"%s\">\n",
                LEFT + ROUNDS * COLUMN, height, "arrival of updates by node and round"));
        for (int round = 1; round <= ROUNDS; round++) {
            svg.append(text(LEFT + (round - 1) * COLUMN, 12, "round " + round));
        }
        for (int i = 0; i < names.size(); i++) {
            double y = LINE * (i + 1);
            svg.append(text(2, y + 13, Markup.shortened(names.get(i), 15)));
            for (NodeOutcome outcome : Objects.requireNonNull(byNode.get(names.get(i)))) {
                svg.append(shown(outcome) ? bar(outcome, y, longest) : "");
            }
        }
        return svg.append("</svg></figure>\n").toString();
    }

    private static boolean shown(NodeOutcome outcome) {
        return outcome.fold() == 1 && outcome.round() <= ROUNDS;
    }

    private static String bar(NodeOutcome outcome, double y, double longest) {
        double x = LEFT + (outcome.round() - 1) * COLUMN;
        double arrival = Objects.requireNonNullElse(outcome.arrivalMillis(), 0.0);
        double width = longest == 0 ? 0 : (COLUMN - 18) * arrival / longest;
        String letter = switch (outcome.fate()) {
            case "late" -> "D";
            case "lost" -> "L";
            case "refused" -> "R";
            case "crashed" -> "C";
            default -> "";
        };
        String bar = String.format(
                Locale.ROOT, "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"9\"/>\n",
                letter.isEmpty() ? "c0" : "c1", x, y + 5, Math.max(1, width));
        return letter.isEmpty() ? bar : bar + text(x + width + 3, y + 13, letter);
    }

    private static String text(double x, double y, String text) {
        return String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\">%s</text>\n", x, y, Markup.escaped(text));
    }

    private static String table(Map<String, List<NodeOutcome>> byNode) {
        List<List<String>> rows = new ArrayList<>();
        byNode.entrySet().stream().limit(ROWS).forEach(entry -> rows.add(row(entry.getKey(), entry.getValue())));
        String more = byNode.size() > ROWS ? "<p>" + (byNode.size() - ROWS) + " more nodes in verdicts.csv.</p>\n" : "";
        return Markup.table(List.of("node", "invited", "accepted", "mean arrival, ms", "bytes up", "what went wrong"), rows) + more;
    }

    private static List<String> row(String node, List<NodeOutcome> outcomes) {
        double[] arrivals = outcomes.stream().map(NodeOutcome::arrivalMillis).filter(Objects::nonNull).mapToDouble(Double::doubleValue).toArray();
        double sum = 0;
        for (double arrival : arrivals) {
            sum += arrival;
        }
        return List.of(
                Markup.escaped(node), Integer.toString(outcomes.size()),
                Long.toString(outcomes.stream().filter(outcome -> outcome.fate().equals("accepted")).count()),
                arrivals.length == 0 ? "-" : String.format(Locale.ROOT, "%.0f", sum / arrivals.length),
                Long.toString(outcomes.stream().mapToLong(NodeOutcome::bytes).sum()), Markup.escaped(causes(outcomes)));
    }

    /** Each cause with how often it struck, in alphabetical order. */
    private static String causes(List<NodeOutcome> outcomes) {
        Map<String, Integer> causes = new TreeMap<>();
        for (NodeOutcome outcome : outcomes) {
            if (!outcome.reason().isEmpty()) {
                // The round in which a crash happened is a detail of verdicts.csv.
                causes.merge(outcome.fate() + ": " + outcome.reason().replaceFirst(" since it failed in round \\d+", " after a failure"), 1, Integer::sum);
            } else if (!outcome.faults().isEmpty()) {
                causes.merge(outcome.faults(), 1, Integer::sum);
            }
        }
        return String.join("; ", causes.entrySet().stream().map(cause -> cause.getKey() + " (" + cause.getValue() + ")").toList());
    }
}
