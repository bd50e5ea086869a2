package org.fedrange.simulator.report;

import java.util.List;
import java.util.Locale;
import org.fedrange.simulator.pack.Evidence;

/** Epsilon as promised beside what canaries gave away, for the page of evidence. */
record PrivacyClaims(List<Evidence.PrivacyClaim> claims) {
    String section() {
        List<List<String>> rows = claims.stream().map(its -> List.of(
                ThreatModelPage.word(its.defense()), ThreatModelPage.word(its.promise()), number(its.claimed()), number(its.measuredAtLeast()),
                its.oneRunAtLeast() == null ? "-" : number(its.oneRunAtLeast()), number(its.delta()), Integer.toString(its.trials()), verdict(its.broken()))).toList();
        return rows.isEmpty() ? "" : Markup.section(
                "Privacy, promised and measured",
                "Promised: nobody can tell, better than this epsilon allows, whether one unit took part. Measured: what canaries gave away, at least, with a confidence of 90 % by trainings with and "
                        + "without one and of 95 % in one training with many. What was measured lies below what is promised also where the canaries were weak: that disproves nothing, and proves nothing.",
                Markup.table(List.of("defense", "promise", "epsilon promised", "measured, at least", "in one run, at least", "delta", "trials", "promise holds"), rows));
    }

    private static String verdict(boolean broken) {
        return "<td class=\"word outcome " + (broken ? "did-not-hold" : "") + "\">" + (broken ? "disproved" : "not disproved") + "</td>";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
