package org.fedrange.simulator.pack;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.fedrange.simulator.DeclaredLoss;
import org.fedrange.simulator.evidence.Criterion;
import org.fedrange.simulator.evidence.ThreatCatalogue;
import org.fedrange.simulator.results.PrivacyFigure;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.StudyRecord;

/** What a study shows, in sentences: gaps first, then stage by stage and safeguard by safeguard. */
record Findings(
        StudyRecord study, Map<String, Run> runs, List<Evidence.Candidate> candidates, List<Evidence.Risk> risks,
        List<Evidence.PrivacyClaim> privacy, List<Evidence.ThreatEntry> threats) {
    private static final String MEASURED = "measured";

    /** What is not known, not measured or not vouched for, the gravest first. */
    List<String> gaps() {
        List<String> gaps = new ArrayList<>();
        gaps.add("The audit log records events of a simulation, not access to patients' records; nothing here says that anybody complies with HIPAA.");
        gaps.add("Measured are these data, this model and these attacks with this budget. Seeds are alike, hospitals are not, and another attack may do more harm.");
        add(gaps, privacy.stream().filter(Evidence.PrivacyClaim::broken).map(Evidence.PrivacyClaim::promise).distinct().toList(), "More was measured than these promises of privacy allow, so that they do not hold: ");
        add(gaps, untried(), "Epsilon is claimed and no canary tried to disprove it (evaluation.privacyTrials does): ");
        add(gaps, ids(threats.stream().filter(its -> its.applies() && !its.counted()).toList()), "These threats apply and are not measured here: ");
        add(gaps, risks.stream().filter(row -> row.grade().equals(MEASURED) && !leaks(row.threat())).map(Evidence.Risk::threat).distinct().toList(),
                "No attack that tries the rule in force was run for: ");
        add(gaps, risks.stream().filter(row -> row.verdict().equals("inconclusive")).map(row -> row.threat() + " under " + row.defense() + further(row)).toList(),
                "Too few runs to tell: ");
        add(gaps, risks.stream().filter(row -> row.beyondTwin() == null).map(Evidence.Risk::threat).filter(Findings::aims).distinct().toList(),
                "Attacks aim at some patients; what the model tells these with nobody attacking was not counted: ");
        add(gaps, risks.stream().filter(row -> row.beyondTwin() != null && row.beyondTwin().succeededAnyway() > 0).map(row -> row.threat() + " under " + row.defense()).toList(),
                "On some seeds those aimed at are told what the attack wants with nobody attacking, which counts as a success all the same: ");
        add(gaps, risks.stream().filter(row -> aims(row.threat()) && row.severity() >= study.risk().deceived() && 2 * row.successes() < row.runs()).map(row -> row.threat() + " under " + row.defense()).toList(),
                "Attacks reach " + study.risk().deceived() + " of the patients aimed at and mostly count as no success, because the leading metric falls by more than "
                        + study.risk().unnoticed() + ", which somebody would have to notice: ");
        add(gaps, study.risk().losses().stream().map(DeclaredLoss::threat).filter(its -> risks.stream().noneMatch(row -> row.threat().equals(its))).toList(),
                "A loss is declared and no attack was measured that could cause it: ");
        add(gaps, risks.stream().filter(row -> !row.chosenOnOtherSeeds()).map(row -> row.threat() + " under " + row.defense()).toList(),
                "The worst attack was chosen and counted on the same seeds, which flatters it: ");
        add(gaps, risks.stream().filter(row -> row.verdict().equals("exceeds") && row.decision() == null && !plain(row.defense())).map(Evidence.Risk::threat).distinct().toList(),
                "More than is tolerated, and nobody has declared what is done about it: ");
        add(gaps, ids(threats.stream().filter(its -> its.applies() && its.atlas().isEmpty()).toList()), "MITRE ATLAS 5.6.0 lists no technique for: ");
        if (runs.size() < study.cells().size()) {
            gaps.add("Only " + runs.size() + " of " + study.cells().size() + " cells are finished.");
        }
        return gaps;
    }

    private static String further(Evidence.Risk row) {
        return row.furtherRuns() < 0 ? " (no number of runs would)" : " (" + row.furtherRuns() + " more would, if they went alike)";
    }

    private List<String> untried() {
        List<String> tried = privacy.stream().map(Evidence.PrivacyClaim::promise).toList();
        return runs.values().stream().flatMap(run -> run.privacy().stream()).map(PrivacyFigure::defense).distinct().filter(its -> !tried.contains(its)).sorted().toList();
    }

    private boolean plain(String defense) {
        return candidates.stream().anyMatch(its -> its.defense().equals(defense) && its.plain());
    }

    /** Whether attacks of the threat aim at some patients. */
    private static boolean aims(String threat) {
        return decidedBy(threat, Criterion.ATTACK_SUCCESS);
    }

    /** Whether it is carried out by observers, who have no rule to try. */
    private static boolean leaks(String threat) {
        return decidedBy(threat, Criterion.LEAKAGE);
    }

    private static boolean decidedBy(String threat, Criterion criterion) {
        return ThreatCatalogue.read().threats().stream().anyMatch(its -> its.id().equals(threat) && its.criterion() == criterion);
    }

    private static List<String> ids(List<Evidence.ThreatEntry> threats) {
        return threats.stream().map(Evidence.ThreatEntry::id).toList();
    }

    private static void add(List<String> gaps, List<String> named, String words) {
        if (!named.isEmpty()) {
            gaps.add(words + String.join(", ", named) + ".");
        }
    }

    /** The stages of PASTA. */
    List<Evidence.Stage> stages() {
        long applying = threats.stream().filter(Evidence.ThreatEntry::applies).count();
        List<String> off = threats.stream().filter(its -> its.applies() && its.inForce().isEmpty()).map(Evidence.ThreatEntry::id).toList();
        return List.of(
                new Evidence.Stage(1, "Definition of objectives", List.of("Tolerated probability of success: " + study.risk().tolerance(),
                        "Harm is a loss of " + study.risk().loss() + " of the leading metric, declared before any run"), List.of("Business objectives", "Value of what is at stake")),
                new Evidence.Stage(2, "Technical scope", List.of(study.cells().size() + " cells; build " + study.build().substring(0, Math.min(16, study.build().length())),
                        "Data: " + study.deals().stream().map(StudyRecord.Deal::data).distinct().collect(Collectors.joining(", "))), List.of("What is out of scope, and why")),
                new Evidence.Stage(3, "Decomposition of the application", List.of("Data-flow diagram derived from the experiment that ran (dfd.svg, dfd.drawio)",
                        "Who sees what in plain, derived from the same"), List.of()),
                new Evidence.Stage(4, "Threat analysis", List.of(applying + " of " + threats.size() + " threats of the catalogue apply, each with its reason"),
                        List.of("How often a year each is tried" + (study.risk().losses().isEmpty() ? "" : ", where not declared"))),
                new Evidence.Stage(5, "Weaknesses and vulnerabilities", List.of(off.isEmpty() ? "Something that the catalogue names is in force against every threat that applies"
                        : "Nothing that the catalogue names is in force against: " + String.join(", ", off)), List.of("Weaknesses of the real systems")),
                new Evidence.Stage(6, "Attack modelling and simulation", List.of(risks.size() + " rows of threat and defense, counted over "
                        + study.cells().stream().map(StudyRecord.Entry::seed).distinct().count() + " seeds"), List.of("What else an attacker could afford")),
                new Evidence.Stage(7, "Risk analysis and management", candidates.stream().map(its -> its.defense() + ": " + its.verdict()).toList(),
                        List.of("Treatment, owner, acceptance and date of review, where not declared in the experiment")));
    }

    /** The safeguards of the HIPAA Security Rule. */
    List<Evidence.Safeguard> safeguards() {
        return Frameworks.read().hipaa().stream()
                .map(rule -> new Evidence.Safeguard(rule.citation(), rule.standard(), rule.kind(), rule.evidence(), found(rule.fact()), rule.limits())).toList();
    }

    private String found(Frameworks.Fact fact) {
        return switch (fact) {
            case ANALYSIS -> threats.stream().filter(Evidence.ThreatEntry::applies).count() + " threats apply; "
                    + risks.stream().map(Evidence.Risk::threat).distinct().count() + " measured";
            case MANAGEMENT -> candidates.stream().filter(its -> its.verdict().equals("within")).count() + " of " + candidates.size()
                    + " defenses within tolerance; decisions declared for " + study.risk().decisions().size() + " threats";
            case LOGS -> String.format(Locale.ROOT, "%d logs, %,d events", runs.size(), runs.values().stream().mapToLong(Run::events).sum());
            case LINE -> protects("FL-T09", "authenticated-encryption") ? "messages are sealed in some configurations" : "messages go in the clear in every configuration";
            case IDENTITIES -> protects("FL-T15", "signed-messages") ? "messages are signed in some configurations" : "nobody proves who they are";
            case INTEGRITY -> runs.size() + " Merkle roots";
            case AVAILABILITY -> completed();
            case NOTHING -> "nothing";
        };
    }

    private boolean protects(String threat, String control) {
        return threats.stream().filter(its -> its.id().equals(threat)).flatMap(its -> its.inForce().stream()).anyMatch(its -> its.startsWith(control));
    }

    private String completed() {
        long rounds = 0;
        long released = 0;
        for (Run run : runs.values()) {
            released += run.rounds().stream().mapToLong(round -> round.released()).sum();
            rounds += run.rounds().stream().mapToLong(round -> (long) round.released() + round.quorumMissed() + round.infeasible()).sum();
        }
        return rounds == 0 ? "no rounds" : String.format(Locale.ROOT, "%,d of %,d rounds ended with a model", released, rounds);
    }

    /** How to check it. */
    List<String> verification() {
        return List.of(
                "Take the folder whole, and the public keys by another way than the folder.",
                "fedrange verify DIR --key FILE recomputes every log's root, every table from the results and this pack from the results, and checks the seal "
                        + "against the public key. Without --key it shows only that the folder agrees with itself.",
                "fedrange audit prove DIR --cell ID --event N shows one event to somebody who has not the folder.",
                "fedrange run experiment.yaml by the same build on the same kind of CPU must give the same roots.");
    }
}
