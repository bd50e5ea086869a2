package org.fedrange.simulator.pack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.fedrange.learning.Kind;
import org.fedrange.simulator.evidence.Bootstrap;
import org.fedrange.simulator.evidence.Proportion.Verdict;
import org.fedrange.simulator.evidence.ResidualRisk;
import org.fedrange.simulator.results.PlainCells;
import org.fedrange.simulator.results.Round;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.StudyRecord;

/**
 * What each defense costs with nobody attacking, against the plain mean on the same seeds, and what came out of every attack against it.
 *
 * @param study what was asked for
 * @param runs the finished runs, by cell
 */
record Costs(StudyRecord study, Map<String, Run> runs) {

    /** A run without attack under a defense, and that under the plain mean on the same seed. */
    private record Pair(long seed, Run its, Run plain) {}

    /** The defenses in the study's order. */
    List<Evidence.Candidate> candidates(List<ResidualRisk.Row> rows) {
        Map<String, List<ResidualRisk.Row>> columns = new LinkedHashMap<>();
        rows.forEach(row -> columns.computeIfAbsent(row.defense(), k -> new ArrayList<>()).add(row));
        List<Evidence.Candidate> candidates = new ArrayList<>();
        columns.forEach((column, its) -> candidates.add(candidate(column, its)));
        return candidates;
    }

    private Evidence.Candidate candidate(String column, List<ResidualRisk.Row> rows) {
        boolean plain = rows.stream().allMatch(ResidualRisk.Row::plain);
        List<Integer> further = rows.stream().map(ResidualRisk.Row::furtherRuns).toList();
        int most = further.contains(-1) ? -1 : further.stream().mapToInt(Integer::intValue).max().orElse(0);
        return new Evidence.Candidate(
                column, plain, Kind.of(worst(rows)), most, (int) rows.stream().map(row -> row.threat().id()).distinct().count(),
                plain ? null : cost(column).orElse(null));
    }

    /** The worst verdict of several rows: none is rounded up. */
    static Verdict worst(List<ResidualRisk.Row> rows) {
        List<Verdict> verdicts = rows.stream().map(ResidualRisk.Row::verdict).toList();
        return verdicts.contains(Verdict.EXCEEDS) ? Verdict.EXCEEDS : verdicts.contains(Verdict.INCONCLUSIVE) ? Verdict.INCONCLUSIVE : Verdict.WITHIN;
    }

    private Optional<Evidence.Cost> cost(String column) {
        List<Pair> pairs = pairs(column);
        if (pairs.isEmpty()) {
            return Optional.empty();
        }
        double[] changes = pairs.stream().mapToDouble(pair -> pair.its().finalTest(study.metric()) - pair.plain().finalTest(study.metric())).toArray();
        return Optional.of(new Evidence.Cost(
                changes.length, interval(Bootstrap.mean("cost of " + column, changes)), Assembly.rounded(Arrays.stream(changes).min().orElse(0)),
                Assembly.rounded(Arrays.stream(changes).max().orElse(0)), ratio("bytes of " + column, pairs, round -> (double) round.bytesUp() + round.bytesDown()),
                ratio("time of " + column, pairs, Round::millis)));
    }

    /** Of all seeds together, over the same of the plain mean. */
    private static Evidence.Interval ratio(String name, List<Pair> pairs, ToDoubleFunction<Round> of) {
        double[] its = pairs.stream().mapToDouble(pair -> pair.its().rounds().stream().mapToDouble(of).sum()).toArray();
        double[] plain = pairs.stream().mapToDouble(pair -> pair.plain().rounds().stream().mapToDouble(of).sum()).toArray();
        return interval(Bootstrap.of(name, its.length, places -> {
            double over = Arrays.stream(places).mapToDouble(place -> plain[place]).sum();
            return over == 0 ? 1 : Arrays.stream(places).mapToDouble(place -> its[place]).sum() / over;
        }));
    }

    private static Evidence.Interval interval(Bootstrap its) {
        return new Evidence.Interval(Assembly.rounded(its.value()), Assembly.rounded(its.low()), Assembly.rounded(its.high()));
    }

    private List<Pair> pairs(String column) {
        PlainCells cells = new PlainCells(study);
        Map<Long, Pair> pairs = new LinkedHashMap<>();
        for (StudyRecord.Entry cell : study.cells()) {
            StudyRecord.Entry baseline = cells.of(cell).orElse(null);
            if (!cell.column().equals(column) || baseline == null) {
                continue;
            }
            Run its = runs.get(Objects.requireNonNullElse(cell.twin(), ""));
            Run plain = runs.get(Objects.requireNonNullElse(baseline.twin(), ""));
            if (its != null && plain != null) {
                pairs.putIfAbsent(cell.seed(), new Pair(cell.seed(), its, plain));
            }
        }
        return List.copyOf(pairs.values());
    }

    /** Attacks by defenses, in the study's order. */
    List<Evidence.Outcome> outcomes() {
        Map<List<String>, List<Double>> fields = new LinkedHashMap<>();
        for (StudyRecord.Entry cell : study.cells()) {
            Optional.ofNullable(runs.get(cell.id())).ifPresent(run -> fields
                    .computeIfAbsent(List.of(cell.attack(), cell.column()), k -> new ArrayList<>()).add(run.finalTest(study.metric())));
        }
        List<Evidence.Outcome> outcomes = new ArrayList<>();
        fields.forEach((where, figures) -> {
            double[] values = figures.stream().mapToDouble(Double::doubleValue).toArray();
            Evidence.Interval mean = interval(Bootstrap.mean("figures of " + where, values));
            outcomes.add(new Evidence.Outcome(
                    where.getFirst(), where.getLast(), values.length, mean.value(), mean.low(), mean.high(),
                    Assembly.rounded(Arrays.stream(values).min().orElse(0)), Assembly.rounded(Arrays.stream(values).max().orElse(0))));
        });
        return outcomes;
    }
}
