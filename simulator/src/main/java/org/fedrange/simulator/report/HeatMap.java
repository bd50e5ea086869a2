package org.fedrange.simulator.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.fedrange.simulator.results.Round;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.StudyRecord;
import org.jspecify.annotations.Nullable;

/**
 * Attacks against defenses: for each pair the finished runs, one per seed.
 *
 * @param rows attacks; that without attack first
 * @param columns defenses
 * @param runs for each row and column the runs in order of their seeds; empty lists where there are none
 * @param entries every cell by its id
 */
record HeatMap(List<String> rows, List<String> columns, Map<String, Map<String, List<Run>>> runs, Map<String, StudyRecord.Entry> entries) {
    static final String NOBODY = "none";

    static HeatMap of(StudyRecord study, Map<String, Run> runs) {
        LinkedHashSet<String> rows = new LinkedHashSet<>();
        LinkedHashSet<String> columns = new LinkedHashSet<>();
        Map<String, Map<String, List<Run>>> cells = new LinkedHashMap<>();
        Map<String, StudyRecord.Entry> entries = new LinkedHashMap<>();
        for (StudyRecord.Entry cell : study.cells()) {
            entries.put(cell.id(), cell);
            if (cell.attack().equals(NOBODY)) {
                rows.addFirst(cell.attack());
            } else {
                rows.add(cell.attack());
            }
            columns.add(cell.column());
            Run run = runs.get(cell.id());
            if (run != null) {
                cells.computeIfAbsent(cell.attack(), k -> new LinkedHashMap<>())
                        .computeIfAbsent(cell.column(), k -> new ArrayList<>()).add(run);
            }
        }
        return new HeatMap(List.copyOf(rows), List.copyOf(columns), cells, entries);
    }

    /** The cell a run is of. */
    StudyRecord.Entry cell(Run run) {
        return Objects.requireNonNull(entries.get(run.cell()));
    }

    List<Run> at(String row, String column) {
        return runs.getOrDefault(row, Map.of()).getOrDefault(column, List.of());
    }

    /** The curves of some attacks under one defense, from 0 to {@code high}: of each evaluated round the mean over seeds, least and most. */
    String chart(String column, String measure, List<String> attacks, ToDoubleFunction<Round> figure, double high) {
        List<Chart.Curve> curves = attacks.stream().map(attack -> new Chart.Curve(attack, points(at(attack, column), figure))).toList();
        int last = attacks.stream().flatMap(attack -> at(attack, column).stream()).mapToInt(Run::finalRound).max().orElse(1);
        return Chart.svg(column, measure, curves, last, 0, high);
    }

    private static List<Chart.Point> points(List<Run> runs, ToDoubleFunction<Round> figure) {
        List<Chart.Point> points = new ArrayList<>();
        if (runs.isEmpty()) {
            return points;
        }
        for (Round round : runs.getFirst().rounds()) {
            List<Double> figures = runs.stream().filter(run -> run.finalRound() >= round.round())
                    .map(run -> figure.applyAsDouble(run.round(round.round()))).toList();
            Spread spread = round.evaluated() ? Spread.of(figures) : null;
            if (spread != null) {
                points.add(new Chart.Point(round.round(), spread));
            }
        }
        return points;
    }

    /** What a list of figures says at a glance. */
    record Spread(double mean, double least, double most, int count) {
        static @Nullable Spread of(List<Double> values) {
            List<Double> numbers = values.stream().filter(value -> !value.isNaN()).toList();
            if (numbers.isEmpty()) {
                return null;
            }
            double sum = 0;
            double least = numbers.getFirst();
            double most = numbers.getFirst();
            for (double value : numbers) {
                sum += value;
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
            return new Spread(sum / numbers.size(), least, most, numbers.size());
        }
    }

    /**
     * What the range over so many seeds promises: it holds the median over all seeds but where all of them fall on one side of it,
     * which has the probability 2 (1/2)^n whatever the distribution.
     */
    static String promise(int seeds) {
        return seeds < 2
                ? "One seed says nothing of chance."
                : "The range over " + seeds + " seeds holds the median of all seeds with a probability of "
                        + Math.round(1000 * (1 - Math.pow(2, 1 - seeds))) / 10.0 + " %.";
    }

    /** The leading metric's test figures in the last round. */
    @Nullable Spread finals(String row, String column, StudyRecord study) {
        return Spread.of(at(row, column).stream().map(run -> run.finalTest(study.metric())).toList());
    }
}
