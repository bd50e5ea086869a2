package org.fedrange.simulator.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.fedrange.simulator.results.Adaptation;
import org.fedrange.simulator.results.AttackingCoalitions;
import org.fedrange.simulator.results.PlainCells;
import org.fedrange.simulator.results.PrivacyAudit;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.StudyRecord;
import org.jspecify.annotations.Nullable;

/**
 * What is left of each threat under each defense, measured: which of the threat's attacks does most harm is found on one half of the seeds,
 * how often it succeeds is counted on the other, so that the choice does not flatter it.
 *
 * <p>Observers are tried like attacks, in every cell that has them, attacked or not, by {@link Skill}.
 *
 * <p>A cell with several coalitions counts for the threat of each of their attacks.
 *
 * <p>Seeds in their order, the first half rounded down, choose; the rest report. Where the threat has one attack only, nothing is chosen, and all
 * seeds report. Where there is one seed, the same chooses and reports, and the row says so.
 *
 * @param study what was asked for
 * @param runs the finished runs, by cell
 * @param catalogue the threats
 */
public record ResidualRisk(StudyRecord study, Map<String, Run> runs, ThreatCatalogue catalogue) {
    /** What the numbers of a row rest on. */
    public enum Grade {
        /** Fixed attacks. */
        MEASURED,
        /** Among the attacks was one that tries the rule in force. */
        MEASURED_WITH_ADAPTIVE_ATTACKER,
        /** Privacy that is promised bounds what any attack may find, and canaries tried to disprove the promise in vain. */
        BOUND_CONFIRMED_BY_MEASUREMENT
    }

    /**
     * One threat under one defense.
     *
     * @param plain whether nothing defends there: what the others are compared with
     * @param attack the attack that does most harm there
     * @param attacks how many were tried
     * @param measured how often it succeeded, of the seeds that report
     * @param severity mean over them
     * @param verdict against the declared tolerance
     * @param furtherRuns how many more runs would decide, if they went alike; 0 where it is decided, -1 where none would
     * @param chosenApart whether other seeds chose the attack than report it
     * @param grade what the row rests on
     * @param effect against the plain mean; null where nothing defends in the row, or the runs to compare it with are missing
     * @param excess against the same with nobody attacking, of attacks that aim at some patients; null for others, whose criterion is a loss against it already, or where it was not counted
     */
    public record Row(
            Threat threat,
            String defense,
            boolean plain,
            String attack,
            int attacks,
            Proportion measured,
            double severity,
            Proportion.Verdict verdict,
            int furtherRuns,
            boolean chosenApart,
            Grade grade,
            @Nullable Effect effect,
            @Nullable Excess excess) {}

    /**
     * What the defense changes against the plain mean, seed by seed.
     *
     * @param prevented seeds on which the attack succeeds against the plain mean only
     * @param caused seeds on which it succeeds against the defense only
     * @param p exact McNemar test
     * @param adjusted the same, adjusted by Holm over all rows
     */
    public record Effect(int prevented, int caused, double p, double adjusted) {}

    /**
     * One attack or observer of a threat under one defense, over all its seeds, chosen by nobody.
     *
     * @param measured how often it succeeded
     * @param severity mean over seeds
     */
    public record Attempt(Threat threat, String defense, String attack, Proportion measured, double severity) {}

    /** All rows: threats in the catalogue's order, defenses in the study's. */
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        tried().forEach((threat, columns) -> columns.forEach((column, attacks) -> rows.add(row(threat, column, List.copyOf(attacks.values())))));
        return adjusted(rows);
    }

    /** Every attack and observer under every defense: threats in the catalogue's order, attacks and defenses in the study's. */
    public List<Attempt> attempts() {
        List<Attempt> attempts = new ArrayList<>();
        tried().forEach((threat, columns) -> columns.forEach((column, attacks) -> attacks.values().forEach(
                its -> attempts.add(new Attempt(threat, column, its.attack(), Tried.measured(its.judged()), Tried.severity(its.judged()))))));
        return attempts;
    }

    /** What was tried, by threat, defense and attack. */
    private Map<Threat, Map<String, Map<String, Tried>>> tried() {
        Map<Threat, Map<String, Map<String, Tried>>> tried = new LinkedHashMap<>();
        catalogue.threats().forEach(threat -> tried.put(threat, new LinkedHashMap<>()));
        Map<String, String> twins = new HashMap<>();
        PlainCells plain = new PlainCells(study);
        Observers observers = new Observers(study, runs, catalogue, plain);
        study.cells().forEach(cell -> twins.put(cell.id(), Objects.requireNonNullElse(cell.twin(), "")));
        for (StudyRecord.Entry cell : study.cells()) {
            threats(cell).forEach(threat -> judged(threat, cell, twins, plain)
                    .ifPresent(judged -> Objects.requireNonNull(tried.get(threat))
                            .computeIfAbsent(cell.column(), k -> new LinkedHashMap<>())
                            .computeIfAbsent(cell.attack(), k -> new Tried(k, PlainCells.plain(cell), Adaptation.adaptive(cell), new ArrayList<>())).judged().add(judged)));
            observers.of(cell).forEach(watched -> Objects.requireNonNull(tried.get(watched.threat()))
                    .computeIfAbsent(cell.column(), k -> new LinkedHashMap<>())
                    .computeIfAbsent(watched.observer(), k -> new Tried(k, PlainCells.plain(cell), false, new ArrayList<>())).judged().add(watched.judged()));
        }
        return tried;
    }

    /** The threats that this study measures nothing of, in the catalogue's order. */
    public List<Threat> unmeasured() {
        List<Threat> measured = rows().stream().map(Row::threat).toList();
        return catalogue.threats().stream().filter(threat -> !measured.contains(threat)).toList();
    }

    private Optional<Judged> judged(Threat threat, StudyRecord.Entry cell, Map<String, String> twins, PlainCells plain) {
        Run run = runs.get(cell.id());
        Run twin = cell.twin() == null ? null : runs.get(cell.twin());
        if (run == null || twin == null || cell.id().equals(cell.twin())) {
            return Optional.empty();
        }
        return Optional.of(new Judged(cell.seed(), outcome(threat, run, twin), plain.of(cell).map(its -> baseline(threat, its, twins)).orElse(null),
                threat.criterion() == Criterion.ATTACK_SUCCESS ? run.base() : null));
    }

    private @Nullable Outcome baseline(Threat threat, StudyRecord.Entry plain, Map<String, String> twins) {
        Run run = runs.get(plain.id());
        Run clean = runs.get(twins.getOrDefault(plain.id(), ""));
        return run == null || clean == null ? null : outcome(threat, run, clean);
    }

    private Outcome outcome(Threat threat, Run run, Run clean) {
        int classes = study.deals().isEmpty() ? 2 : study.deals().getFirst().classes().size();
        return Outcome.of(threat.criterion(), study.risk(), study.metric(), classes, run, clean);
    }

    private Row row(Threat threat, String column, List<Tried> attacks) {
        List<Long> seeds = attacks.stream().flatMap(tried -> tried.judged().stream()).map(Judged::seed).distinct().sorted().toList();
        boolean apart = attacks.size() > 1 && seeds.size() > 1;
        List<Long> choosing = apart ? seeds.subList(0, seeds.size() / 2) : seeds;
        Tried worst = attacks.stream().max(Comparator.comparingDouble(tried -> tried.harm(choosing))).orElseThrow();
        List<Judged> reporting = worst.judged().stream().filter(its -> !apart || !choosing.contains(its.seed())).toList();
        List<Judged> counted = reporting.isEmpty() ? worst.judged() : reporting;
        Proportion measured = Tried.measured(counted);
        double tolerance = study.risk().tolerance();
        Grade grade = attacks.stream().anyMatch(Tried::adaptive) ? Grade.MEASURED_WITH_ADAPTIVE_ATTACKER
                : threat.privacyBound() && promiseHolds(column) ? Grade.BOUND_CONFIRMED_BY_MEASUREMENT : Grade.MEASURED;
        return new Row(
                threat, column, attacks.stream().allMatch(Tried::plain), worst.attack(), attacks.size(), measured, Tried.severity(counted), measured.against(tolerance), measured.furtherRuns(tolerance),
                attacks.size() == 1 || (apart && !reporting.isEmpty()), grade, effect(counted), excess(counted));
    }

    /** Whether canaries tried to disprove what is promised there, and never did. */
    private boolean promiseHolds(String column) {
        List<PrivacyAudit> audits = study.cells().stream().filter(cell -> cell.column().equals(column)).flatMap(cell -> Optional.ofNullable(runs.get(cell.id())).stream())
                .flatMap(run -> run.audits().stream()).toList();
        return !audits.isEmpty() && audits.stream().noneMatch(PrivacyAudit::broken);
    }

    private @Nullable Excess excess(List<Judged> counted) {
        double told = 0;
        int anyway = 0;
        int gained = 0;
        int lost = 0;
        for (Judged its : counted) {
            if (its.base() == null) {
                return null;
            }
            boolean without = Outcome.anyway(study.risk(), its.base());
            told += its.base().share();
            anyway += without ? 1 : 0;
            gained += its.outcome().success() && !without ? 1 : 0;
            lost += without && !its.outcome().success() ? 1 : 0;
        }
        return new Excess(told / counted.size(), anyway, gained, lost, counted.size());
    }

    private static @Nullable Effect effect(List<Judged> counted) {
        if (counted.stream().anyMatch(its -> its.baseline() == null)) {
            return null;
        }
        int prevented = (int) counted.stream().filter(its -> !its.outcome().success() && Objects.requireNonNull(its.baseline()).success()).count();
        int caused = (int) counted.stream().filter(its -> its.outcome().success() && !Objects.requireNonNull(its.baseline()).success()).count();
        double p = McNemar.p(prevented, caused);
        return new Effect(prevented, caused, p, p);
    }

    private static List<Row> adjusted(List<Row> rows) {
        List<Double> values = rows.stream().flatMap(row -> Optional.ofNullable(row.effect()).stream()).map(Effect::p).toList();
        List<Double> holm = new ArrayList<>(McNemar.holm(values));
        return rows.stream().map(row -> {
            Effect effect = row.effect();
            return effect == null ? row : new Row(
                    row.threat(), row.defense(), row.plain(), row.attack(), row.attacks(), row.measured(), row.severity(), row.verdict(), row.furtherRuns(),
                    row.chosenApart(), row.grade(), new Effect(effect.prevented(), effect.caused(), effect.p(), holm.removeFirst()), row.excess());
        }).toList();
    }

    /** The threats that a cell's attacks carry out and that its final model decides, each once. */
    private List<Threat> threats(StudyRecord.Entry cell) {
        return AttackingCoalitions.kinds(cell).stream().flatMap(kind -> catalogue.of(kind).stream()).distinct()
                .filter(threat -> Outcome.decides(threat.criterion())).toList();
    }
}
