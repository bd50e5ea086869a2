package org.fedrange.simulator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fedrange.simulator.Claim;
import org.fedrange.simulator.results.Finding;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.StudyRecord;

/**
 * What was claimed, and whether it held here.
 *
 * @param findings one for each claim, in the order of the file
 */
public record Findings(List<Finding> findings) {
    public Findings {
        findings = List.copyOf(findings);
    }

    /** The findings of a study. */
    public static Findings of(StudyRecord study, Map<String, Run> runs) {
        return new Findings(Finding.of(study, runs));
    }

    /** As text for a terminal; empty where nothing was claimed. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings) {
            text.append(finding.word()).append(": ").append(finding.claim().statement()).append(" (").append(finding.claim().source()).append(")\n  ")
                    .append(compared(finding.claim())).append(": ").append(numbers(finding)).append('\n');
        }
        return text.toString();
    }

    /** As a section of the report; empty where nothing was claimed. */
    String section() {
        if (findings.isEmpty()) {
            return "";
        }
        List<List<String>> rows = new ArrayList<>();
        for (Finding finding : findings) {
            Claim claim = finding.claim();
            rows.add(List.of(
                    Markup.escaped(claim.statement()) + "<small>" + Markup.escaped(claim.source()) + "</small>",
                    "<td class=\"word outcome " + finding.decision().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "\">" + finding.word() + "</td>",
                    "<td class=\"word\">" + Markup.escaped(compared(claim)) + "<small>" + Markup.escaped(numbers(finding)) + "</small></td>"));
        }
        return Markup.section(
                "What was found before, and whether it held here",
                "Compared seed by seed, with the interval in which the median difference of all seeds lies with a probability of at least 95 %. A claim "
                        + "held where the whole interval lies on the side claimed, did not hold where it lies on the other, and is undecided where it lies on "
                        + "both sides or fewer than " + Claim.FEWEST_SEEDS + " seeds are finished.",
                Markup.table(List.of("found before", "here", "compared"), rows));
    }

    /** How the claims came out, in a sentence; empty where nothing was claimed. */
    String summary() {
        if (findings.isEmpty()) {
            return "";
        }
        return "Of " + findings.size() + (findings.size() == 1 ? " claim " : " claims ") + count(Finding.Decision.HELD) + " held, "
                + count(Finding.Decision.DID_NOT_HOLD) + " did not, " + count(Finding.Decision.UNDECIDED) + " undecided. ";
    }

    private long count(Finding.Decision decision) {
        return findings.stream().filter(its -> its.decision() == decision).count();
    }

    /** What is compared, as {@code check} shows it before anything is run. */
    public static String compared(Claim claim) {
        return claim.metric().replace('-', ' ') + ": " + claim.comparison();
    }

    private static String numbers(Finding finding) {
        if (finding.interval().isEmpty()) {
            return "no seed is finished on both sides";
        }
        return Markup.number(finding.figure()) + " against " + Markup.number(finding.other()) + ", difference " + signed(finding.difference()) + " ("
                + signed(finding.interval().get().least()) + " to " + signed(finding.interval().get().most()) + ") over " + finding.seeds()
                + (finding.seeds() == 1 ? " seed" : " seeds");
    }

    private static String signed(double value) {
        return (value > 0 ? "+" : "") + Markup.number(value);
    }
}
