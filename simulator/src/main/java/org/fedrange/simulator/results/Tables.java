package org.fedrange.simulator.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.fedrange.learning.Kind;
import org.fedrange.learning.metric.Metric;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a study, from its finished runs: the same runs always give the same bytes.
 *
 * @param study what was asked for
 * @param runs the finished runs, by cell
 * @param settings paths of what else than attack and defense the matrix varies: a column of every table, and so found only once
 */
public record Tables(StudyRecord study, Map<String, Run> runs, List<String> settings) {

    /** The tables of a study. */
    public Tables(StudyRecord study, Map<String, Run> runs) {
        this(study, runs, study.cells().stream().flatMap(cell -> cell.setting().keySet().stream()).distinct().sorted().toList());
    }

    /** Every table by the name of its file. */
    public SortedMap<String, String> all() {
        SortedMap<String, String> tables = new TreeMap<>();
        tables.put("cells.csv", cells());
        tables.put("rounds.csv", rounds());
        tables.put("verdicts.csv", verdicts());
        tables.put("hospitals.csv", hospitals());
        tables.put("classes.csv", classes());
        tables.put("measurements.csv", measurements());
        tables.put("decisions.csv", decisions());
        tables.put("finishing.csv", finishing());
        tables.put("privacy.csv", privacy());
        tables.put("privacy-audits.csv", privacyAudits());
        tables.put("adaptive.csv", adaptive());
        tables.put("refusals.csv", refusals());
        tables.put("leakage.csv", leakage());
        tables.put("wire.csv", new WireTable(where()).text(finished(), this::where, this::run));
        tables.putAll(new ClaimTables(study, runs).all());
        return tables;
    }

    /** Files that some studies have and others must not: left from before, they would speak of another study. */
    public List<String> strangers() {
        SortedMap<String, String> own = new ClaimTables(study, runs).all();
        return List.of(ClaimTables.CLAIMS, ClaimTables.FIGURE).stream().filter(name -> !own.containsKey(name)).toList();
    }

    /** A row per finished cell: where it stands, final and best round, and paired differences to twin and baseline. */
    private String cells() {
        List<String> header = where();
        header.addAll(List.of("declared", "byzantine_nodes", "final_round"));
        header.addAll(figureNames("final_validation_"));
        header.addAll(figureNames("final_test_"));
        header.add("best_round");
        header.addAll(figureNames("best_test_"));
        header.addAll(List.of("last_attack_round", "attack_success_at_stop", "final_attack_success", "rounds_to_half_attack_success"));
        String metric = word(study.metric());
        header.addAll(List.of("twin", "final_test_" + metric + "_minus_twin", "baseline", "final_test_" + metric + "_minus_baseline"));
        header.addAll(List.of("rounds_released", "rounds_quorum_missed", "rounds_infeasible", "events", "log_root"));
        Csv csv = new Csv(header);
        for (StudyRecord.Entry cell : finished()) {
            Run run = run(cell.id());
            Round last = run.round(run.finalRound());
            List<@Nullable Object> row = where(cell);
            row.addAll(List.of(cell.declared(), byzantine(run), run.finalRound()));
            row.addAll(figures(last.validation()));
            row.addAll(figures(last.test()));
            row.add(run.bestRound());
            row.addAll(figures(run.round(run.bestRound()).test()));
            row.addAll(Persistence.of(run).map(its -> Csv.list(its.lastAttack(), its.atStop(), its.atEnd(), its.halvedAfter()))
                    .orElseGet(() -> Csv.list(null, null, null, null)));
            row.addAll(Csv.list(cell.twin(), difference(run, cell.twin()), cell.baseline(), difference(run, cell.baseline())));
            row.addAll(List.of(
                    run.rounds().stream().mapToInt(Round::released).sum(),
                    run.rounds().stream().mapToInt(Round::quorumMissed).sum(),
                    run.rounds().stream().mapToInt(Round::infeasible).sum(),
                    run.events(), run.logRoot()));
            csv.row(row);
        }
        return csv.text();
    }

    /** The adversary's nodes by name, in node order. */
    private static String byzantine(Run run) {
        return String.join("; ", run.nodes().stream().filter(NodeOutcome::byzantine).map(NodeOutcome::node).distinct().toList());
    }

    private String rounds() {
        List<String> header = where();
        header.addAll(List.of(
                "round", "released", "quorum_missed", "infeasible", "accepted", "refused", "lost", "late", "crashed",
                "training_loss", "virtual_millis", "bytes_down", "bytes_up", "attacked", "aimed", "attack_success"));
        header.addAll(figureNames("validation_"));
        header.addAll(figureNames("test_"));
        Csv csv = new Csv(header);
        for (StudyRecord.Entry cell : finished()) {
            for (Round round : run(cell.id()).rounds()) {
                List<@Nullable Object> row = where(cell);
                row.addAll(List.of(
                        round.round(), round.released(), round.quorumMissed(), round.infeasible(), round.accepted(), round.refused(),
                        round.lost(), round.late(), round.crashed(), round.trainingLoss(), round.millis(), round.bytesDown(),
                        round.bytesUp()));
                row.addAll(Csv.list(round.attacked(), round.aimed(), round.aimed() == 0 ? null : round.attackSuccess()));
                row.addAll(figures(round.validation()));
                row.addAll(figures(round.test()));
                csv.row(row);
            }
        }
        return csv.text();
    }

    private String verdicts() {
        Csv csv = new Csv(List.of("cell", "fold", "round", "node", "byzantine", "fate", "reason", "faults", "arrival_millis", "bytes_up", "kept", "weight", "score"));
        for (StudyRecord.Entry cell : finished()) {
            for (NodeOutcome node : run(cell.id()).nodes()) {
                csv.row(Csv.list(
                        cell.id(), node.fold(), node.round(), node.node(), node.byzantine(), node.fate(), node.reason(),
                        node.faults(), node.arrivalMillis(), node.bytes(), node.kept(), node.weight(), node.score()));
            }
        }
        return csv.text();
    }

    private String hospitals() {
        List<String> header = new ArrayList<>(List.of("cell", "hospital", "byzantine", "test_patients"));
        header.addAll(figureNames("final_test_"));
        Csv csv = new Csv(header);
        for (StudyRecord.Entry cell : finished()) {
            for (HospitalFigure hospital : run(cell.id()).hospitals()) {
                List<@Nullable Object> row = Csv.list(cell.id(), hospital.hospital(), hospital.byzantine(), hospital.patients());
                row.addAll(figures(hospital.test()));
                csv.row(row);
            }
        }
        return csv.text();
    }

    private String classes() {
        Csv csv = new Csv(List.of("cell", "class", "test_patients", "final_test_recall"));
        for (StudyRecord.Entry cell : finished()) {
            run(cell.id()).classes().forEach(its -> csv.row(Csv.list(cell.id(), its.name(), its.patients(), its.recall())));
        }
        return csv.text();
    }

    /** What defenses measured, a row per cell, round and measurement. */
    private String measurements() {
        Csv csv = new Csv(List.of("cell", "round", "measurement", "count", "mean", "least", "most"));
        for (StudyRecord.Entry cell : finished()) {
            for (Round round : run(cell.id()).rounds()) {
                round.measured().forEach((name, its) ->
                        csv.row(Csv.list(cell.id(), round.round(), name, its.count(), its.mean(), its.least(), its.most())));
            }
        }
        return csv.text();
    }

    private String decisions() {
        Csv csv = new Csv(List.of("cell", "fold", "round", "decision", "reason"));
        for (StudyRecord.Entry cell : finished()) {
            run(cell.id()).decisions().forEach(its -> csv.row(Csv.list(cell.id(), its.fold(), its.round(), its.action(), its.reason())));
        }
        return csv.text();
    }

    /** What was spent of privacy, a row per cell, fold, stated round, defense and hospital. */
    private String privacy() {
        Csv csv = new Csv(List.of(
                "cell", "fold", "round", "defense", "unit", "trust", "hospital", "rounds", "noise_multiplier", "sampling_rate", "epsilon", "delta", "accountant"));
        for (StudyRecord.Entry cell : finished()) {
            run(cell.id()).privacy().forEach(its -> csv.row(Csv.list(
                    cell.id(), its.fold(), its.round(), its.defense(), its.unit(), its.trust(), its.hospital(), its.rounds(), its.noiseMultiplier(),
                    its.samplingRate(), its.epsilon(), its.delta(), its.accountant())));
        }
        return csv.text();
    }

    /** Promises of privacy beside what canaries gave away, a row per cell and promise. */
    private String privacyAudits() {
        Csv csv = new Csv(List.of("cell", "defense", "claimed_epsilon", "measured_at_least", "one_run_at_least", "delta", "trials", "broken"));
        for (StudyRecord.Entry cell : finished()) {
            run(cell.id()).audits().forEach(its -> csv.row(Csv.list(
                    cell.id(), its.defense(), its.claimed(), its.measured(), its.oneRun(), its.delta(), its.trials(), its.broken())));
        }
        return csv.text();
    }

    /** What observers learned, a row per cell, observer and figure. */
    private String leakage() {
        List<String> header = where();
        header.addAll(List.of("observer", "inference", "knowledge", "contributions", "view_bytes", "records", "figure", "mean"));
        Csv csv = new Csv(header);
        for (StudyRecord.Entry cell : finished()) {
            List<Leakage> all = run(cell.id()).leakage();
            for (int i = 0; i < all.size(); i++) {
                Leakage its = all.get(i);
                List<@Nullable Object> start = where(cell);
                start.addAll(List.of(i + 1, its.inference(), its.knowledge(), its.contributions(), its.bytes(), its.records()));
                its.figures().forEach((name, mean) -> {
                    List<@Nullable Object> row = new ArrayList<>(start);
                    row.addAll(List.of(name, mean));
                    csv.row(row);
                });
            }
        }
        return csv.text();
    }

    /** Two rows per cell whose model defenses finished after the last round: before and after. */
    private String finishing() {
        List<String> header = new ArrayList<>(List.of("cell", "model"));
        header.addAll(figureNames("validation_"));
        header.addAll(figureNames("test_"));
        header.add("attack_success");
        Csv csv = new Csv(header);
        for (StudyRecord.Entry cell : finished()) {
            Round last = run(cell.id()).rounds().getLast();
            if (last.unfinished() != null) {
                csv.row(finishing(cell, "before", last.unfinished()));
                csv.row(finishing(cell, "after", last.figures()));
            }
        }
        return csv.text();
    }

    /** A row per attack that tries the rule and per defense: how much harder it hits than the worst of the other attacks. */
    private String adaptive() {
        Csv csv = new Csv(List.of("defense", "adaptive", "left", "fixed", "fixed_left", "seeds", "harder", "harder_least", "harder_most"));
        new Adaptation(study, runs).rows().forEach(row -> csv.row(Csv.list(
                row.defense(), row.adaptive(), row.left(), row.fixed(), row.fixedLeft(), row.seeds(), row.harder(), row.least(), row.most())));
        return csv.text();
    }

    /** A row per cell and node: of its updates that the rule judged, how many it left out; of an honest node a false alarm. */
    private String refusals() {
        Csv csv = new Csv(List.of("cell", "node", "byzantine", "judged", "left_out", "share"));
        for (StudyRecord.Entry cell : finished()) {
            Map<String, List<NodeOutcome>> byNode = run(cell.id()).nodes().stream().filter(node -> node.kept() != null)
                    .collect(Collectors.groupingBy(NodeOutcome::node, LinkedHashMap::new, Collectors.toList()));
            byNode.forEach((node, outcomes) -> {
                long left = outcomes.stream().filter(outcome -> Boolean.FALSE.equals(outcome.kept())).count();
                csv.row(Csv.list(cell.id(), node, outcomes.getFirst().byzantine(), outcomes.size(), left, (double) left / outcomes.size()));
            });
        }
        return csv.text();
    }

    private static List<@Nullable Object> finishing(StudyRecord.Entry cell, String which, Figures its) {
        List<@Nullable Object> row = Csv.list(cell.id(), which);
        row.addAll(figures(its.validation()));
        row.addAll(figures(its.test()));
        row.add(its.aimed() == 0 ? null : its.attackSuccess());
        return row;
    }

    private List<StudyRecord.Entry> finished() {
        return study.cells().stream().filter(cell -> runs.containsKey(cell.id())).toList();
    }

    private Run run(String cell) {
        return java.util.Objects.requireNonNull(runs.get(cell));
    }

    private @Nullable Double difference(Run run, @Nullable String other) {
        Run its = other == null ? null : runs.get(other);
        return its == null ? null : run.finalTest(study.metric()) - its.finalTest(study.metric());
    }

    private List<String> where() {
        List<String> names = new ArrayList<>(List.of("cell", "attack", "defense"));
        names.addAll(settings);
        names.add("seed");
        return names;
    }

    private List<@Nullable Object> where(StudyRecord.Entry cell) {
        List<@Nullable Object> values = Csv.list(cell.id(), cell.attack(), cell.defense());
        settings.forEach(path -> values.add(cell.setting().get(path)));
        values.add(cell.seed());
        return values;
    }


    private static List<String> figureNames(String prefix) {
        List<String> names = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            names.add(prefix + word(metric));
        }
        return names;
    }

    private static String word(Metric metric) {
        return Kind.of(metric).replace('-', '_');
    }

    private static List<@Nullable Object> figures(Map<Metric, Double> figures) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            values.add(figures.get(metric));
        }
        return values;
    }
}
