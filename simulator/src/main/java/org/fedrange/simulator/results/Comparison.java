package org.fedrange.simulator.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.fedrange.learning.metric.Metric;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What tells two results folders apart: cells are matched by attack, defense, setting and seed.
 *
 * @param first one folder's study
 * @param firstRuns its finished runs, by cell
 * @param second the other's study
 * @param secondRuns its finished runs
 */
public record Comparison(StudyRecord first, Map<String, Run> firstRuns, StudyRecord second, Map<String, Run> secondRuns) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ABSENT = "absent";

    /** A cell that both have, finished in both. */
    private record Pair(StudyRecord.Entry one, StudyRecord.Entry other, Run its, Run others) {
        boolean same() {
            return its.logRoot().equals(others.logRoot());
        }
    }

    /** Figures of one cell of the comparison, over the seeds that both have. */
    public record Row(String attack, String defense, int seeds, double first, double second, double least, double most) {}

    /** What was asked differently, or from other data or by another build; a line each. */
    public List<String> causes() {
        List<String> causes = new ArrayList<>();
        if (!first.build().equals(second.build())) {
            causes.add("the builds of FedRange differ");
        }
        if (!first.cpu().equals(second.cpu())) {
            causes.add("the kinds of CPU differ: " + kind(first.cpu()) + ", " + kind(second.cpu()));
        }
        List<Pair> pairs = pairs();
        long otherData = pairs.stream().filter(pair -> !pair.one().data().equals(pair.other().data())).count();
        if (otherData > 0) {
            causes.add("the data of " + cells(otherData) + " differ");
        }
        Map<String, Integer> changes = new TreeMap<>();
        for (Pair pair : pairs) {
            changes(JSON.readTree(pair.one().experiment()), JSON.readTree(pair.other().experiment()), "").forEach(
                    change -> changes.merge(change, 1, Integer::sum));
        }
        changes.forEach((change, count) -> causes.add(change + " (" + cells(count) + ")"));
        return causes;
    }

    /** Cells that only one of both has finished; a line each. */
    public List<String> unmatched() {
        List<String> lines = new ArrayList<>();
        only(first, firstRuns, finished(second, secondRuns)).forEach(cell -> lines.add("only in the first: " + cell));
        only(second, secondRuns, finished(first, firstRuns)).forEach(cell -> lines.add("only in the second: " + cell));
        return lines;
    }

    /** How many cells both have finished, and in how many the audit logs agree to the last byte. */
    public String agreement() {
        List<Pair> pairs = pairs();
        return cells(pairs.size()) + " in both, " + pairs.stream().filter(Pair::same).count() + " with the same audit log";
    }

    /** The leading metric of the first on test patients after the last round, in both, with the paired differences; a row per attack and defense. */
    public List<Row> rows() {
        Map<List<String>, List<Pair>> groups = pairs().stream().collect(Collectors.groupingBy(
                pair -> List.of(pair.one().attack(), pair.one().column()), LinkedHashMap::new, Collectors.toList()));
        List<Row> rows = new ArrayList<>();
        groups.forEach((where, pairs) -> rows.add(row(where, pairs)));
        return rows;
    }

    private Row row(List<String> where, List<Pair> pairs) {
        double[] one = pairs.stream().mapToDouble(pair -> figure(pair.its())).toArray();
        double[] other = pairs.stream().mapToDouble(pair -> figure(pair.others())).toArray();
        double[] differences = new double[one.length];
        java.util.Arrays.setAll(differences, i -> other[i] - one[i]);
        return new Row(
                where.getFirst(), where.getLast(), one.length, mean(one), mean(other),
                java.util.Arrays.stream(differences).min().orElse(Double.NaN), java.util.Arrays.stream(differences).max().orElse(Double.NaN));
    }

    private static double mean(double[] values) {
        return java.util.Arrays.stream(values).average().orElse(Double.NaN);
    }

    private double figure(Run run) {
        Metric metric = first.metric();
        return run.round(run.finalRound()).test().getOrDefault(metric, Double.NaN);
    }

    private List<Pair> pairs() {
        Map<String, StudyRecord.Entry> others = finished(second, secondRuns);
        List<Pair> pairs = new ArrayList<>();
        finished(first, firstRuns).forEach((where, cell) -> Optional.ofNullable(others.get(where)).ifPresent(other -> pairs.add(new Pair(
                cell, other, java.util.Objects.requireNonNull(firstRuns.get(cell.id())),
                java.util.Objects.requireNonNull(secondRuns.get(other.id()))))));
        return pairs;
    }

    private static List<String> only(StudyRecord study, Map<String, Run> runs, Map<String, StudyRecord.Entry> others) {
        return finished(study, runs).keySet().stream().filter(where -> !others.containsKey(where)).toList();
    }

    private static Map<String, StudyRecord.Entry> finished(StudyRecord study, Map<String, Run> runs) {
        Map<String, StudyRecord.Entry> cells = new LinkedHashMap<>();
        study.cells().stream().filter(cell -> runs.containsKey(cell.id()))
                .forEach(cell -> cells.putIfAbsent(cell.attack() + " / " + cell.column() + " / seed " + cell.seed(), cell));
        return cells;
    }

    /** Leaves of two trees that differ, as path: one, other. */
    private static List<String> changes(JsonNode one, JsonNode other, String path) {
        if (one.isObject() && other.isObject()) {
            List<String> names = new ArrayList<>(one.propertyNames());
            other.propertyNames().stream().filter(name -> !names.contains(name)).forEach(names::add);
            return names.stream().flatMap(name -> changes(one.path(name), other.path(name), path.isEmpty() ? name : path + "." + name).stream()).toList();
        }
        return one.equals(other) ? List.of() : List.of(path + ": " + shown(one) + " in the first, " + shown(other) + " in the second");
    }

    private static String shown(JsonNode node) {
        String text = node.isMissingNode() ? ABSENT : node.toString();
        return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }

    private static String cells(long count) {
        return count + (count == 1 ? " cell" : " cells");
    }

    private static String kind(String cpu) {
        return cpu.isEmpty() ? "any (portable)" : cpu;
    }
}
