package org.fedrange.simulator.pack;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fedrange.learning.Kind;
import org.fedrange.simulator.Experiment;
import org.fedrange.simulator.Study;
import org.fedrange.simulator.config.Binder;
import org.fedrange.simulator.evidence.AnnualLoss;
import org.fedrange.simulator.evidence.Criterion;
import org.fedrange.simulator.evidence.Excess;
import org.fedrange.simulator.evidence.Proportion;
import org.fedrange.simulator.evidence.ResidualRisk;
import org.fedrange.simulator.evidence.Threat;
import org.fedrange.simulator.evidence.ThreatCatalogue;
import org.fedrange.simulator.results.Adaptation;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.StudyRecord;
import org.fedrange.simulator.threatmodel.FederatedThreats;
import org.jspecify.annotations.Nullable;

/**
 * Puts the evidence of a study together from what its results folder holds: the only place of the pack that computes anything.
 *
 * @param study what was asked for
 * @param runs the finished runs, by cell
 * @param experiment the experiment file as resolved, for lines to point to
 */
public record Assembly(StudyRecord study, Map<String, Run> runs, String experiment) {
    public Assembly {
        runs = Map.copyOf(runs);
    }

    /** The evidence. */
    public Evidence evidence() {
        ThreatCatalogue catalogue = ThreatCatalogue.read();
        ResidualRisk residual = new ResidualRisk(study, runs, catalogue);
        List<ResidualRisk.Row> rows = residual.rows();
        FederatedThreats federated = new FederatedThreats(catalogue, configurations());
        List<Evidence.Risk> risks = rows.stream().map(this::risk).toList();
        List<Evidence.ThreatEntry> threats = federated.all().stream().map(its -> threat(its, rows)).toList();
        List<Evidence.Knows> knowledge = new ArrayList<>();
        federated.diagram().plaintext().forEach((who, sees) -> knowledge.add(new Evidence.Knows(who, sees)));
        List<Evidence.Candidate> candidates = new Costs(study, runs).candidates(rows);
        List<Evidence.PrivacyClaim> privacy = privacy();
        Findings findings = new Findings(study, runs, candidates, risks, privacy, threats);
        return new Evidence(
                Evidence.FORMAT, study.name(), findings.gaps(), study.risk(), candidates, risks, residual.attempts().stream().map(Assembly::attempt).toList(), losses(rows), privacy, new Frontier(study, runs).points(), new Disclosure(study, runs).leaks(), adaptive(), threats, federated.diagram(), knowledge, findings.stages(),
                findings.safeguards(), Frameworks.read().mappings(), new Costs(study, runs).outcomes(), method(), cells(), findings.verification());
    }

    /** One experiment of each combination of attack and defense that the matrix lists. */
    private List<Experiment> configurations() {
        Map<String, StudyRecord.Entry> different = new LinkedHashMap<>();
        Binder binder = new Binder();
        study.cells().stream().filter(StudyRecord.Entry::declared).forEach(cell -> different.putIfAbsent(cell.attack() + " / " + cell.column(), cell));
        return different.values().stream().map(cell -> binder.read(Experiment.class, "cell " + cell.id(), cell.experiment())).toList();
    }

    private Evidence.Risk risk(ResidualRisk.Row row) {
        Proportion its = row.measured();
        ResidualRisk.Effect effect = row.effect();
        return new Evidence.Risk(
                row.threat().id(), row.threat().title(), row.defense(), row.attack(), row.attacks(), row.chosenApart(), its.successes(), its.runs(), rounded(its.share()),
                rounded(its.jeffreysLow()), rounded(its.jeffreysHigh()), rounded(its.atLeast()), rounded(its.atMost()), rounded(row.severity()),
                Kind.of(row.verdict()), row.furtherRuns(), Kind.of(row.grade()), effect == null ? null : effect.prevented(), effect == null ? null : effect.caused(),
                effect == null ? null : rounded(effect.adjusted()), beyond(row.excess()), line(row.attack()), decision(row.threat().id()));
    }

    private static Evidence.Attempt attempt(ResidualRisk.Attempt attempt) {
        Proportion its = attempt.measured();
        return new Evidence.Attempt(
                attempt.threat().id(), attempt.attack(), attempt.defense(), its.successes(), its.runs(), rounded(its.share()), rounded(its.jeffreysLow()), rounded(its.jeffreysHigh()),
                rounded(attempt.severity()));
    }

    private static Evidence.@Nullable BeyondTwin beyond(@Nullable Excess its) {
        return its == null ? null : new Evidence.BeyondTwin(rounded(its.toldAnyway()), its.anyway(), rounded(its.excess()), rounded(its.low()), rounded(its.high()));
    }

    /** What was promised of privacy and tried by canaries, each configuration once. */
    private List<Evidence.PrivacyClaim> privacy() {
        return study.cells().stream().flatMap(cell -> Optional.ofNullable(runs.get(cell.id())).stream().flatMap(run -> run.audits().stream()
                .map(its -> new Evidence.PrivacyClaim(
                        cell.column(), its.defense(), rounded(its.claimed()), rounded(its.measured()), its.oneRun() == null ? null : rounded(its.oneRun()), its.delta(), its.trials(),
                        its.broken())))).distinct().toList();
    }

    private List<Adaptation.Row> adaptive() {
        return new Adaptation(study, runs).rows().stream().map(its -> new Adaptation.Row(
                its.defense(), its.adaptive(), rounded(its.left()), its.fixed(), rounded(its.fixedLeft()), its.seeds(), rounded(its.harder()), rounded(its.least()),
                rounded(its.most()))).toList();
    }

    /** Of each row for whose threat somebody declared how often it is tried and what it costs. */
    private List<Evidence.YearlyLoss> losses(List<ResidualRisk.Row> rows) {
        return rows.stream().flatMap(row -> study.risk().losses().stream().filter(its -> its.threat().equals(row.threat().id())).map(its -> {
            AnnualLoss loss = AnnualLoss.of(its, row.defense(), row.measured());
            return new Evidence.YearlyLoss(
                    its.threat(), row.defense(), its.attempts(), its.amount(), its.currency(), threeDigits(loss.mean()), threeDigits(loss.median()),
                    threeDigits(loss.ninety()), threeDigits(loss.ninetyFive()), rounded(loss.none()));
        })).toList();
    }

    /** What is drawn has no more, and what is declared hardly so many. */
    private static double threeDigits(double value) {
        return new BigDecimal(value).round(new MathContext(3)).doubleValue();
    }

    private Evidence.@Nullable Decision decision(String threat) {
        return study.risk().decisions().stream().filter(its -> its.threat().equals(threat)).findFirst()
                .map(its -> new Evidence.Decision(its.owner(), Kind.of(its.treatment()), its.acceptedBy(), its.review(), its.reason())).orElse(null);
    }

    /** The line of the resolved experiment on which the attack stands; that of the adversary, or the first, where it cannot be found. */
    private int line(String attack) {
        List<String> lines = experiment.lines().toList();
        Pattern kind = Pattern.compile("kind: " + Pattern.quote(attack.split(" ", 2)[0]) + "(?![A-Za-z0-9-])");
        for (Pattern pattern : List.of(kind, Pattern.compile("^adversary"))) {
            for (int i = 0; i < lines.size(); i++) {
                if (pattern.matcher(lines.get(i)).find()) {
                    return i + 1;
                }
            }
        }
        return 1;
    }

    private static Evidence.ThreatEntry threat(FederatedThreats.Applied its, List<ResidualRisk.Row> rows) {
        Threat threat = its.threat();
        return new Evidence.ThreatEntry(
                threat.id(), threat.title(), threat.stride(), threat.linddun(), threat.atlas(), threat.owaspMl(), threat.nistAml(), threat.hipaa(), threat.mitigations(),
                threat.attacker(), its.applies(), its.reason(), its.strikes(), its.inForce(), its.notInForce(), its.planned(), its.tried(), grade(threat, rows));
    }

    /** What is known of a threat rests on this. */
    private static String grade(Threat threat, List<ResidualRisk.Row> rows) {
        List<ResidualRisk.Row> its = rows.stream().filter(row -> row.threat().id().equals(threat.id())).toList();
        // A bound under one configuration says nothing of the others.
        boolean bound = its.stream().filter(row -> !row.plain()).allMatch(row -> row.grade() == ResidualRisk.Grade.BOUND_CONFIRMED_BY_MEASUREMENT);
        return its.stream().map(ResidualRisk.Row::grade).map(grade -> grade == ResidualRisk.Grade.BOUND_CONFIRMED_BY_MEASUREMENT && !bound ? ResidualRisk.Grade.MEASURED : grade)
                .max(Comparator.naturalOrder()).map(Kind::of)
                .orElse(threat.criterion() == Criterion.MECHANISM ? "mechanism-test"
                        : threat.criterion() == Criterion.OUT_OF_SCOPE ? "out-of-scope" : "asserted");
    }

    private Evidence.Method method() {
        int rounds = runs.values().stream().mapToInt(Run::finalRound).max().orElse(0);
        List<String> data = study.cells().stream().map(StudyRecord.Entry::data).distinct().sorted().toList();
        List<String> notes = Stream.concat(study.deals().stream().flatMap(deal -> deal.notes().stream()), study.notices().stream()).distinct().toList();
        return new Evidence.Method(
                Kind.of(study.metric()), study.cells().stream().map(StudyRecord.Entry::seed).distinct().sorted().toList(), study.cells().size(), runs.size(), rounds,
                study.build(), study.cpu(), data, notes);
    }

    private List<Evidence.CellEntry> cells() {
        return study.cells().stream().flatMap(cell -> Optional.ofNullable(runs.get(cell.id())).map(run -> new Evidence.CellEntry(
                cell.id(), cell.attack(), cell.column(), cell.seed(), cell.identity(), run.logRoot(), run.events())).stream()).toList();
    }

    /** Four digits: what an iteration leaves open must not reach the file. */
    static double rounded(double value) {
        return Double.isFinite(value) ? Math.round(value * 1e4) / 1e4 : 0;
    }
}
