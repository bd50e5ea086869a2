package org.fedrange.simulator.results;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.fedrange.learning.metric.Metric;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What tells two results folders apart: cells are matched by attack, defense, setting and seed. */
public final class Comparison {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ABSENT = "absent";

    private final StudyRecord first;
    private final StudyRecord second;
    private final Map<String, StudyRecord.Entry> ofFirst;
    private final Map<String, StudyRecord.Entry> ofSecond;
    private final List<Pair> pairs = new ArrayList<>();

    /** Compares two studies by their finished runs, which are known by cell. */
    public Comparison(StudyRecord first, Map<String, Run> firstRuns, StudyRecord second, Map<String, Run> secondRuns) {
        this.first = first;
        this.second = second;
        this.ofFirst = finished(first, firstRuns);
        this.ofSecond = finished(second, secondRuns);
        ofFirst.forEach((where, cell) -> Optional.ofNullable(ofSecond.get(where)).ifPresent(other -> pairs.add(new Pair(
                cell, other, Objects.requireNonNull(firstRuns.get(cell.id())), Objects.requireNonNull(secondRuns.get(other.id()))))));
    }

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
        ofFirst.keySet().stream().filter(where -> !ofSecond.containsKey(where)).forEach(where -> lines.add("only in the first: " + where));
        ofSecond.keySet().stream().filter(where -> !ofFirst.containsKey(where)).forEach(where -> lines.add("only in the second: " + where));
        return lines;
    }

    /** How many cells both have finished, and in how many the audit logs agree to the last byte. */
    public String agreement() {
        return cells(pairs.size()) + " in both, " + pairs.stream().filter(Pair::same).count() + " with the same audit log";
    }

    /** The leading metric of the first on test patients after the last round, in both, with the paired differences; a row per attack and defense. */
    public List<Row> rows() {
        Map<List<String>, List<Pair>> groups = pairs.stream().collect(Collectors.groupingBy(
                pair -> List.of(pair.one().attack(), pair.one().column()), LinkedHashMap::new, Collectors.toList()));
        List<Row> rows = new ArrayList<>();
        groups.forEach((where, group) -> rows.add(row(where, group)));
        return rows;
    }

    private Row row(List<String> where, List<Pair> group) {
        double[] one = group.stream().mapToDouble(pair -> figure(pair.its())).toArray();
        double[] other = group.stream().mapToDouble(pair -> figure(pair.others())).toArray();
        double[] differences = new double[one.length];
        Arrays.setAll(differences, i -> other[i] - one[i]);
        return new Row(
                where.getFirst(), where.getLast(), one.length, mean(one), mean(other),
                Arrays.stream(differences).min().orElse(Double.NaN), Arrays.stream(differences).max().orElse(Double.NaN));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    private double figure(Run run) {
        Metric metric = first.metric();
        return run.finalTest(metric);
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
