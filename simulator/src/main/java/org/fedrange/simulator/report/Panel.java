package org.fedrange.simulator.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.fedrange.simulator.results.HospitalFigure;
import org.fedrange.simulator.results.NodeOutcome;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.StudyRecord;

/**
 * What lies behind one field of the heat map: its curve beside that without attack, node by node whether the rule used what was sent,
 * and hospital by hospital how good the model is. Shown when the field is chosen, without any script.
 *
 * @param study what was asked for
 * @param runs the finished runs, by cell
 * @param map the same, attacks against defenses
 */
record Panel(StudyRecord study, Map<String, Run> runs, HeatMap map) {
    private static final int MOST_NODES = 40;
    private static final int MOST_SPANS = 60;
    private static final int LEFT = 190;
    private static final int WIDTH = 260;
    private static final int ROW = 15;

    /** The name by which a field's panel is reached. */
    String id(String attack, String column) {
        return "cell-" + (map.rows().indexOf(attack) + 1) + "-" + (map.columns().indexOf(column) + 1);
    }

    /**
     * A panel.
     *
     * @param chart the curves
     */
    String section(String attack, String column, String chart) {
        Run first = map.at(attack, column).getFirst();
        return "<section class=\"panel\" id=\"" + id(attack, column) + "\"><h2>" + Markup.escaped(attack + " against " + column)
                + "</h2>\n<div class=\"charts\">" + chart + verdicts(first) + "</div>\n" + hospitals(first)
                + "<p><a href=\"#map\">Back to all fields</a></p></section>\n";
    }

    private String verdicts(Run run) {
        Map<String, List<NodeOutcome>> nodes = new LinkedHashMap<>();
        // The adversary's nodes stand first: a long list is cut off.
        run.nodes().stream().sorted(Comparator.comparing(NodeOutcome::byzantine).reversed())
                .forEach(node -> nodes.computeIfAbsent(node.node(), k -> new ArrayList<>()).add(node));
        int shown = Math.min(nodes.size(), MOST_NODES);
        StringBuilder svg = new StringBuilder("<figure><figcaption>Whose updates were used, seed " + map.cell(run).seed()
                + "</figcaption>\n<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 " + (LEFT + WIDTH + 60) + " " + (ROW * shown + 44)
                + "\" aria-label=\"node by node, the share of updates used, round by round\">\n");
        int row = 0;
        for (Map.Entry<String, List<NodeOutcome>> node : nodes.entrySet()) {
            if (row < shown) {
                svg.append(strip(node.getKey(), node.getValue(), run.finalRound(), row++));
            }
        }
        svg.append(Chart.text(LEFT, ROW * shown + 16, "start", "round 1")).append(Chart.text(LEFT + WIDTH, ROW * shown + 16, "end", String.valueOf(run.finalRound())))
                .append(Chart.text(LEFT, ROW * shown + 34, "start", "full: used; pale: left out; empty: nothing came"));
        String rest = shown < nodes.size() ? "<p>" + (nodes.size() - shown) + " more nodes in verdicts.csv.</p>" : "";
        return svg.append("</svg>").append(rest).append("</figure>\n").toString();
    }

    /** One node's row: spans of rounds in which about the same share of its updates was used. */
    private static String strip(String node, List<NodeOutcome> outcomes, int rounds, int row) {
        int spans = Math.min(rounds, MOST_SPANS);
        int[] used = new int[spans];
        int[] judged = new int[spans];
        for (NodeOutcome outcome : outcomes) {
            int span = (int) ((outcome.round() - 1L) * spans / rounds);
            judged[span] += outcome.kept() == null ? 0 : 1;
            used[span] += Boolean.TRUE.equals(outcome.kept()) ? 1 : 0;
        }
        boolean byzantine = outcomes.getFirst().byzantine();
        StringBuilder strip = new StringBuilder("<g class=\"" + (byzantine ? "c1" : "c0") + "\">")
                .append(Chart.text(LEFT - 6, row * ROW + 11, "end", (byzantine ? "Byzantine: " : "") + Markup.shortened(node, 18)));
        for (int from = 0; from < spans; ) {
            int level = level(used[from], judged[from]);
            int to = from + 1;
            while (to < spans && level(used[to], judged[to]) == level) {
                to++;
            }
            if (level >= 0) {
                double x = LEFT + (double) WIDTH * from / spans;
                strip.append(String.format(
                        Locale.ROOT, "<rect class=\"k%d\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>", level, x, row * ROW + 2,
                        (double) WIDTH * (to - from) / spans, ROW - 4));
            }
            from = to;
        }
        return strip.append(Chart.text(LEFT + WIDTH + 6, row * ROW + 11, "start", share(outcomes))).append("</g>\n").toString();
    }

    /** From 0, all left out, to 4, all used; -1 where nothing was judged. */
    private static int level(int used, int judged) {
        return judged == 0 ? -1 : (int) Math.round(4.0 * used / judged);
    }

    private static String share(List<NodeOutcome> outcomes) {
        long judged = outcomes.stream().filter(its -> its.kept() != null).count();
        return judged == 0 ? "-" : Markup.percent((double) outcomes.stream().filter(its -> Boolean.TRUE.equals(its.kept())).count() / judged);
    }

    private String hospitals(Run run) {
        List<List<String>> rows = new ArrayList<>();
        Map<String, Double> clean = Optional.ofNullable(map.cell(run).twin()).map(runs::get)
                .map(twin -> twin.hospitals(study.metric())).orElse(Map.of());
        for (HospitalFigure hospital : run.hospitals()) {
            if (hospital.patients() > 0 && rows.size() < MOST_NODES) {
                Double without = clean.get(hospital.hospital());
                rows.add(List.of(
                        Markup.escaped(hospital.hospital()), hospital.byzantine() ? "Byzantine" : "honest", Integer.toString(hospital.patients()),
                        hospital.test().isEmpty() ? "too few patients" : Markup.number(hospital.test().getOrDefault(study.metric(), Double.NaN)),
                        without == null ? "-" : Markup.number(without)));
            }
        }
        String metric = Markup.words(study.metric());
        return rows.isEmpty() ? "" : "<p>The final model of this seed on each hospital's own test patients; no figure below "
                + HospitalFigure.FEWEST_PATIENTS + " patients. At most " + MOST_NODES + " rows; all are in hospitals.csv.</p>\n"
                + Markup.table(List.of("hospital", "in this run", "test patients", metric, metric + " without attack"), rows);
    }
}
