package org.fedrange.simulator.report;

import java.util.List;
import java.util.Locale;
import org.fedrange.simulator.Estimate;
import org.fedrange.simulator.pack.Evidence;

/**
 * What threats might cost in a year, apart from what was measured, since most of it is declared. Computes nothing.
 *
 * @param losses by threat and defense
 */
record YearlyLosses(List<Evidence.YearlyLoss> losses) {
    YearlyLosses {
        losses = List.copyOf(losses);
    }

    /** The section; empty where nobody declared anything. */
    String section() {
        return losses.isEmpty() ? "" : Markup.section(
                "Loss in a year, from declared inputs",
                "How often a threat is tried and what a success costs was declared in the experiment by people, not measured; measured is only how often a try succeeds in this simulation. "
                        + "Drawn from both: what a year might cost. It is worth as much as the declarations.",
                Markup.table(
                        List.of("threat", "defense", "declared tries a year", "declared cost of a success", "mean of a year", "half of the years below", "90 % below", "95 % below", "years without"),
                        losses.stream().map(YearlyLosses::row).toList()));
    }

    private static List<String> row(Evidence.YearlyLoss its) {
        return List.of(
                Markup.escaped(its.threat()), ThreatModelPage.word(its.defense()), ThreatModelPage.word(told(its.attempts())),
                ThreatModelPage.word(told(its.amount()) + " " + its.currency()), amount(its.mean()), amount(its.median()), amount(its.ninety()), amount(its.ninetyFive()),
                String.format(Locale.ROOT, "%.0f %%", 100 * its.none()));
    }

    private static String told(Estimate its) {
        return amount(its.least()) + " to " + amount(its.most()) + ", likely " + amount(its.likely());
    }

    private static String amount(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%,.0f", value) : String.format(Locale.ROOT, "%,.3g", value);
    }
}
