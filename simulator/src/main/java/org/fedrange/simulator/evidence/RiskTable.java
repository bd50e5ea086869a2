package org.fedrange.simulator.evidence;

import java.util.List;
import java.util.Locale;
import org.fedrange.learning.Kind;
import org.fedrange.simulator.results.Csv;

/** Residual risk as {@code risks.csv}: a row per threat and defense. */
public final class RiskTable {
    /** The file's name. */
    public static final String FILE = "risks.csv";

    private static final List<String> HEADER = List.of(
            "threat", "title", "defense", "worst_attack", "attacks_tried", "chosen_on_other_seeds", "successes", "runs", "share", "jeffreys_low",
            "jeffreys_high", "at_least", "at_most", "severity_mean", "tolerance", "verdict", "further_runs", "grade", "prevented", "caused",
            "mcnemar_p", "mcnemar_p_holm", "told_anyway", "succeeded_anyway", "excess", "excess_low", "excess_high");

    private RiskTable() {}

    /** The table. */
    public static String csv(ResidualRisk risk) {
        Csv csv = new Csv(HEADER);
        for (ResidualRisk.Row row : risk.rows()) {
            Proportion its = row.measured();
            var effect = row.effect();
            Excess excess = row.excess();
            csv.row(Csv.list(
                    row.threat().id(), row.threat().title(), row.defense(), row.attack(), row.attacks(), row.chosenApart(), its.successes(), its.runs(),
                    rounded(its.share()), rounded(its.jeffreysLow()), rounded(its.jeffreysHigh()), rounded(its.atLeast()), rounded(its.atMost()),
                    rounded(row.severity()), risk.study().risk().tolerance(), Kind.of(row.verdict()), row.furtherRuns(), Kind.of(row.grade()),
                    effect == null ? null : effect.prevented(), effect == null ? null : effect.caused(), effect == null ? null : rounded(effect.p()),
                    effect == null ? null : rounded(effect.adjusted()), excess == null ? null : rounded(excess.toldAnyway()), excess == null ? null : excess.anyway(),
                    excess == null ? null : rounded(excess.excess()), excess == null ? null : rounded(excess.low()), excess == null ? null : rounded(excess.high())));
        }
        return csv.text();
    }

    /** Quantiles come out of an iteration: what it leaves open must not reach the file. */
    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
