package org.fedrange.simulator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fedrange.simulator.pack.Evidence;

/**
 * The evidence of a study as a page for somebody who has to answer for it: gaps first, then findings, then what they rest on. Computes nothing.
 *
 * @param evidence what the page says
 * @param signers who signed the folder as it stands; empty for nobody
 */
public record EvidencePage(Evidence evidence, List<String> signers) {
    /** The file's name. */
    public static final String FILE = "evidence.html";

    public EvidencePage {
        signers = List.copyOf(signers);
    }

    /** The page. */
    public String html() {
        return Markup.shortNumbers(whole());
    }

    private String whole() {
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\n<title>Evidence: "
                + Markup.escaped(evidence.name()) + "</title>\n<style>" + Style.CSS + "</style></head><body>\n<h1>Evidence: " + Markup.escaped(evidence.name())
                + "</h1>\n<p class=\"lead\">" + Markup.escaped(lead()) + "</p>\n"
                + gaps() + candidates() + risks() + new WithoutAttack(evidence.risks()).section() + new AttacksByDefenses(evidence.attempts(), evidence.outcomes(), metric()).section() + new Adapted(evidence.adaptive(), metric()).section()
                + new ObserverFigures(evidence.leakage()).section() + new PrivacyFrontier(evidence.frontier(), metric()).section()
                + new PrivacyClaims(evidence.privacy()).section() + new YearlyLosses(evidence.declaredLosses()).section() + decisions() + stages()
                + ThreatModelPage.diagram(evidence.diagram()) + ThreatModelPage.knowledge(evidence.diagram()) + threats() + safeguards() + mappings() + method() + verification()
                + "<footer><p>Drawn from evidence.json beside this page, which holds all of it; results.sarif, oscal-assessment-results.json, threat-model.tmbom.json, "
                + "atlas-layer.json, dfd.svg, dfd.drawio and input.json hold parts of it for other tools.</p></footer>\n</body></html>\n";
    }

    private String lead() {
        String signed = signers.isEmpty() ? "Unsigned. " : "Signed by " + String.join(", ", signers) + ". ";
        if (evidence.risks().isEmpty()) {
            return signed + "This study measures no threat: it has no finished cell with an attack beside the same cell without one, and none with an observer that can be judged.";
        }
        List<String> within = evidence.candidates().stream().filter(its -> !its.plain() && its.verdict().equals("within")).map(Evidence.Candidate::defense).toList();
        long defended = evidence.candidates().stream().filter(its -> !its.plain()).count();
        return signed + evidence.threats().stream().filter(Evidence.ThreatEntry::applies).count() + " of " + evidence.threats().size() + " known threats apply; "
                + evidence.risks().stream().map(Evidence.Risk::threat).distinct().count() + " were measured over " + evidence.method().seeds().size() + " seeds. Tolerated is a probability of success of "
                + evidence.criteria().tolerance() + ". " + (defended == 0 ? "Nothing that defends was run." : "Of " + defended + (defended == 1 ? " defense " : " defenses ")
                + (within.isEmpty() ? "none was shown to keep every measured threat within that." : String.join(" and ", within) + " kept every measured threat within that."));
    }

    private String gaps() {
        return Markup.section(
                "What this does not show", "Read this first.",
                Stream.concat(Stream.of(vouched()), evidence.gaps().stream()).map(gap -> "<li>" + references().linked(gap) + "</li>").collect(Collectors.joining("\n", "<ul>\n", "\n</ul>\n")));
    }

    private ThreatReferences references() {
        return ThreatReferences.of(evidence.threats());
    }

    private String vouched() {
        return signers.isEmpty()
                ? "Unsigned: no key vouches for this folder, which so only shows that it agrees with itself; whoever handed it over could have made all of it. fedrange seal signs it."
                : "Signed by " + String.join(", ", signers) + ": worth as much as the reader's copy of the public key. Check it with fedrange verify --key.";
    }

    private String candidates() {
        List<List<String>> rows = new ArrayList<>();
        for (Evidence.Candidate its : evidence.candidates()) {
            Evidence.Cost cost = its.costs();
            rows.add(List.of(
                    Markup.escaped(its.defense()) + (its.plain() ? "<small>what the others are compared with</small>" : ""), verdict(its.verdict()),
                    Integer.toString(its.threatsMeasured()), further(its.furtherRuns()),
                    cost == null ? "" : signed(cost.change().value()) + "<small>" + signed(cost.change().low()) + " to " + signed(cost.change().high()) + "</small>",
                    cost == null ? "" : ratio(cost.bytes()), cost == null ? "" : ratio(cost.time())));
        }
        return rows.isEmpty() ? "" : Markup.section(
                "Candidates", "The verdict is the worst of a defense's rows. within: with 95 % confidence an attack succeeds no more often than is tolerated; exceeds: with 95 % confidence it succeeds more often; "
                        + "inconclusive: too few repetitions to tell, and how many further runs would. Costs are taken with nobody attacking, seed by seed against the plain mean; below each its bootstrap interval of 95 % over seeds.",
                Markup.table(List.of("defense", "verdict", "threats measured", "further runs", metric() + " without attack", "bytes", "virtual time"), rows));
    }

    private String metric() {
        return evidence.method().metric().replace('-', ' ');
    }

    private String risks() {
        List<List<String>> rows = new ArrayList<>();
        for (Evidence.Risk row : evidence.risks()) {
            rows.add(List.of(
                    row.threat() + "<small>" + Markup.escaped(row.title()) + "</small>", ThreatModelPage.word(row.defense()),
                    "<td class=\"word\">" + Markup.escaped(row.worstAttack()) + "<small>of " + row.attacksTried() + " tried</small></td>", row.successes() + " of " + row.runs(),
                    number(row.share()) + "<small>" + number(row.jeffreysLow()) + " to " + number(row.jeffreysHigh()) + "</small>", number(row.atLeast()), number(row.atMost()),
                    number(row.severity()), verdict(row.verdict()), further(row.furtherRuns()),
                    row.prevented() == null || row.pAdjusted() == null ? "" : row.prevented() + " prevented, " + row.caused() + " caused<small>p " + number(row.pAdjusted()) + "</small>",
                    ThreatModelPage.word(row.grade().replace('-', ' '))));
        }
        return rows.isEmpty() ? "" : Markup.section(
                "Measured risk",
                "How often the worst attack of each threat succeeded, by the criteria declared beforehand. A run is one repetition of the experiment from another seed, that is with other random draws; severity goes from 0, "
                        + "no harm, to 1, all that could be lost. The share stands with the Jeffreys interval, one-sided bounds of 95 % for the verdict. "
                        + "Effect: seeds on which the defense prevents or causes a success, against the plain mean, by McNemar's test, adjusted by Holm.",
                Markup.table(List.of("threat", "defense", "worst attack", "successes", "share", "at least", "at most", "severity", "verdict", "further runs", "effect", "rests on"), rows));
    }

    private String decisions() {
        List<List<String>> rows = new ArrayList<>();
        evidence.criteria().decisions().forEach(its -> rows.add(List.of(
                references().named(its.threat()), ThreatModelPage.word(its.owner()), ThreatModelPage.word(org.fedrange.learning.Kind.of(its.treatment())),
                ThreatModelPage.word(its.acceptedBy().isEmpty() ? "nobody" : its.acceptedBy()), ThreatModelPage.word(its.review().isEmpty() ? "no date" : its.review()),
                ThreatModelPage.word(its.reason()))));
        return Markup.section(
                "Decisions", "Declared in the experiment, not measured. Where nothing stands, nobody has decided.",
                rows.isEmpty() ? "<p>None.</p>\n" : Markup.table(List.of("threat", "owner", "treatment", "accepted by", "review", "why"), rows));
    }

    private String stages() {
        List<List<String>> rows = new ArrayList<>();
        evidence.stages().forEach(its -> rows.add(List.of(its.number() + " " + Markup.escaped(its.name()), lines(its.found().stream().map(references()::linked)), lines(its.leftToPeople().stream().map(Markup::escaped)))));
        return Markup.section("The seven stages of PASTA", "What was derived or measured, and what people must still say.", Markup.table(List.of("stage", "found", "left to people"), rows));
    }

    private static String lines(Stream<String> lines) {
        return "<td class=\"word\">" + lines.collect(Collectors.joining("<br>")) + "</td>";
    }

    private String threats() {
        List<List<String>> rows = new ArrayList<>();
        for (Evidence.ThreatEntry its : evidence.threats()) {
            rows.add(List.of(
                    "<span id=\"" + its.id() + "\">" + its.id() + "</span><small>" + Markup.escaped(its.title()) + "</small>", ThreatModelPage.word(its.applies() ? "applies" : "does not apply"),
                    ThreatModelPage.word(its.reason()), ThreatModelPage.word(String.join(" ", its.stride())), ThreatModelPage.word(String.join(" ", its.linddun())),
                    ThreatModelPage.word(ThreatModelPage.references(its.atlas(), its.owaspMl(), its.nistAml())),
                    ThreatModelPage.word(its.inForce().isEmpty() ? "nothing" : String.join(", ", its.inForce())), ThreatModelPage.word(its.grade().replace('-', ' '))));
        }
        return Markup.section(
                "Threats", "The whole catalogue. Rests on: asserted (nobody measured it), mechanism test (the program's tests show it, no frequency), measured, measured with adaptive attacker (an attack tried the rule in force), bound confirmed by measurement (privacy that is promised bounds what any attack may find, and canaries did not disprove it).",
                Markup.table(List.of("threat", "applies", "reason", "STRIDE", "LINDDUN", "listed by others as", "in force", "rests on"), rows));
    }

    private String safeguards() {
        List<List<String>> rows = new ArrayList<>();
        evidence.safeguards().forEach(its -> rows.add(List.of(
                Markup.escaped(its.citation()), ThreatModelPage.word(its.standard()), ThreatModelPage.word(its.kind()), ThreatModelPage.word(its.evidence()),
                ThreatModelPage.word(its.found()), ThreatModelPage.word(its.limits()))));
        return Markup.section(
                "HIPAA Security Rule", "45 CFR 164 Subpart C: what is evidence for a safeguard, what this study has of it, and what it does not show. No claim of compliance.",
                Markup.table(List.of("section", "safeguard", "kind", "evidence", "found", "limits"), rows));
    }

    private String mappings() {
        List<List<String>> rows = new ArrayList<>();
        evidence.mappings().forEach(its -> rows.add(List.of(
                Markup.escaped(its.framework()), ThreatModelPage.word(its.item()), ThreatModelPage.word(its.says()), ThreatModelPage.word(its.where()))));
        return Markup.section("Other frameworks", "What each asks for, and which part of evidence.json answers.", Markup.table(List.of("framework", "item", "asks", "answered by"), rows));
    }

    private String method() {
        Evidence.Method its = evidence.method();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("cells", its.finished() + " of " + its.cells() + " finished"));
        rows.add(List.of("rounds", Integer.toString(its.rounds())));
        rows.add(List.of("seeds", ThreatModelPage.word(its.seeds().toString())));
        rows.add(List.of("build", ThreatModelPage.word(its.build())));
        rows.add(List.of("kind of CPU", ThreatModelPage.word(its.cpu().isEmpty() ? "any (portable)" : its.cpu())));
        rows.add(List.of("data, by digest", ThreatModelPage.word(String.join(" ", its.data()))));
        rows.add(List.of("attack succeeded if", ThreatModelPage.word("loss of " + evidence.criteria().loss() + "; or " + evidence.criteria().deceived() + " of those aimed at deceived and no more than "
                + evidence.criteria().unnoticed() + " lost; or less than " + evidence.criteria().completed() + " of the rounds completed; or an observer gets "
                + evidence.criteria().learned() + " of what a guesser who saw nothing misses")));
        String notes = its.notes().stream().map(note -> "<li>" + Markup.escaped(note) + "</li>").collect(Collectors.joining("\n", "<ul>\n", "\n</ul>\n"));
        return Markup.section("Method and provenance", "", Markup.table(List.of("what", "value"), rows) + (its.notes().isEmpty() ? "" : notes));
    }

    private String verification() {
        return Markup.section(
                "How to check it", "Without the network, on any machine with a JDK.",
                evidence.verification().stream().map(step -> "<li>" + Markup.escaped(step) + "</li>").collect(Collectors.joining("\n", "<ol>\n", "\n</ol>\n")));
    }

    private static String verdict(String verdict) {
        String tone = switch (verdict) {
            case "within" -> "held";
            case "exceeds" -> "did-not-hold";
            default -> "";
        };
        return "<td class=\"word outcome " + tone + "\">" + Markup.escaped(verdict) + "</td>";
    }

    private static String further(int runs) {
        return runs < 0 ? "no number" : Integer.toString(runs);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String signed(double value) {
        return String.format(Locale.ROOT, "%+.3f", value);
    }

    private static String ratio(Evidence.Interval its) {
        return String.format(Locale.ROOT, "\u00d7 %.2f<small>%.2f to %.2f</small>", its.value(), its.low(), its.high());
    }
}
