package org.fedrange.simulator.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.fedrange.learning.metric.Metric;
import org.fedrange.simulator.results.ClassFigure;
import org.fedrange.simulator.results.HospitalFigure;
import org.fedrange.simulator.results.NodeOutcome;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.StudyRecord;

/**
 * Who pays: what each attack costs under each defense, and what each defense costs without attack, not only in the mean but for the
 * hospital and the class that lose most, always against the same seed.
 *
 * @param study what was asked for
 * @param runs the finished runs, by cell
 * @param map the same, attacks against defenses
 */
record Harm(StudyRecord study, Map<String, Run> runs, HeatMap map) {

    /** A run and the one it is compared with. */
    private record Pair(Run run, Run reference) {}

    /** What somebody loses, mean over the seeds. */
    private record Loss(String who, double loss) {}

    String section() {
        List<List<String>> rows = new ArrayList<>();
        for (String attack : map.rows()) {
            for (String column : map.columns()) {
                List<Pair> pairs = map.at(attack, column).stream().flatMap(run -> pair(run).stream()).toList();
                if (!pairs.isEmpty()) {
                    rows.add(row(attack, column, pairs));
                }
            }
        }
        return rows.isEmpty() ? "" : Markup.section(
                "Who pays",
                "What is lost of the final test " + Markup.words(study.metric()) + ": under an attack against the same cell without it; without attack "
                        + "against the plain mean, which is the price of the defense. Mean over seeds, with the range; then the hospital that loses "
                        + "most, and the class of which most recall is lost (figures only from " + HospitalFigure.FEWEST_PATIENTS
                        + " test patients on). Last, how many updates of honest nodes the rule left out, and of whom most.",
                Markup.table(
                        List.of("attack", "defense", "lost", "hospital that loses most", "median hospital", "class that loses most",
                                "honest updates left out", "of whom most"),
                        rows));
    }

    private Optional<Pair> pair(Run run) {
        StudyRecord.Entry cell = map.cell(run);
        String other = cell.attack().equals(HeatMap.NOBODY) ? cell.baseline() : cell.twin();
        return other == null || other.equals(run.cell()) ? Optional.empty() : Optional.ofNullable(runs.get(other)).map(reference -> new Pair(run, reference));
    }

    private List<String> row(String attack, String column, List<Pair> pairs) {
        HeatMap.Spread lost = HeatMap.Spread.of(pairs.stream()
                .map(pair -> worse(pair.run().finalTest(study.metric()), pair.reference().finalTest(study.metric()))).toList());
        List<Loss> hospitals = losses(pairs, run -> run.hospitals(study.metric()), study.metric() == Metric.LOSS);
        List<Loss> classes = losses(pairs, Harm::classes, false);
        return List.of(
                Markup.escaped(attack), Markup.escaped(column),
                lost == null ? "-" : signed(lost.mean()) + (lost.count() > 1 ? "<small>" + signed(lost.least()) + " to " + signed(lost.most()) + "</small>" : ""),
                most(hospitals), hospitals.isEmpty() ? "-" : signed(hospitals.get(hospitals.size() / 2).loss()), most(classes),
                leftOut(pairs), mostLeftOut(pairs));
    }

    private double worse(double its, double reference) {
        return study.metric() == Metric.LOSS ? its - reference : reference - its;
    }

    private static Map<String, Double> classes(Run run) {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (ClassFigure its : run.classes()) {
            if (its.recall() != null) {
                figures.put(its.name(), its.recall());
            }
        }
        return figures;
    }

    /** Losses by name, the largest first. */
    private static List<Loss> losses(List<Pair> pairs, Function<Run, Map<String, Double>> figures, boolean lowerIsBetter) {
        Map<String, List<Double>> losses = new LinkedHashMap<>();
        for (Pair pair : pairs) {
            Map<String, Double> references = figures.apply(pair.reference());
            figures.apply(pair.run()).forEach((who, its) -> {
                double lost = references.getOrDefault(who, Double.NaN) - its;
                losses.computeIfAbsent(who, k -> new ArrayList<>()).add(lowerIsBetter ? -lost : lost);
            });
        }
        List<Loss> sorted = new ArrayList<>();
        losses.forEach((who, its) -> Optional.ofNullable(HeatMap.Spread.of(its)).ifPresent(spread -> sorted.add(new Loss(who, spread.mean()))));
        sorted.sort((a, b) -> Double.compare(b.loss(), a.loss()));
        return sorted;
    }

    private static String most(List<Loss> losses) {
        return losses.isEmpty() ? "-" : Markup.escaped(losses.getFirst().who()) + ": " + signed(losses.getFirst().loss());
    }

    /** Updates of honest nodes that reached the rule. */
    private static List<NodeOutcome> judged(List<Pair> pairs) {
        return pairs.stream().flatMap(pair -> pair.run().nodes().stream()).filter(node -> !node.byzantine() && node.kept() != null).toList();
    }

    private static String leftOut(List<Pair> pairs) {
        List<NodeOutcome> judged = judged(pairs);
        return judged.isEmpty() ? "-" : Markup.percent(judged.stream().filter(Harm::leftOut).count() / (double) judged.size());
    }

    private static boolean leftOut(NodeOutcome node) {
        return !Objects.requireNonNull(node.kept());
    }

    private static String mostLeftOut(List<Pair> pairs) {
        Map<String, int[]> counts = new LinkedHashMap<>();
        for (NodeOutcome node : judged(pairs)) {
            int[] its = counts.computeIfAbsent(node.node(), k -> new int[2]);
            its[0] += leftOut(node) ? 1 : 0;
            its[1]++;
        }
        String who = "";
        double most = 0;
        for (Map.Entry<String, int[]> its : counts.entrySet()) {
            double share = (double) its.getValue()[0] / its.getValue()[1];
            if (share > most) {
                most = share;
                who = its.getKey();
            }
        }
        return who.isEmpty() ? "nobody" : Markup.escaped(who) + ": " + Markup.percent(most);
    }

    /** A loss; what was won shows a minus. */
    private static String signed(double loss) {
        String number = Markup.number(loss);
        return number.equals("-0.000") ? "0.000" : number;
    }
}
