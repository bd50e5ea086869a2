package org.fedrange.simulator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fedrange.simulator.pack.Evidence;

/**
 * What attacks that aim at some patients add to what these are told with nobody attacking. Computes nothing.
 *
 * @param risks the measured rows
 */
record WithoutAttack(List<Evidence.Risk> risks) {
    WithoutAttack {
        risks = List.copyOf(risks);
    }

    /** The section; empty where no attack aims at anybody. */
    String section() {
        List<List<String>> rows = new ArrayList<>();
        for (Evidence.Risk row : risks) {
            Evidence.BeyondTwin its = row.beyondTwin();
            if (its != null) {
                rows.add(List.of(
                        Markup.escaped(row.threat()) + "<small>" + Markup.escaped(row.title()) + "</small>", ThreatModelPage.word(row.defense()), ThreatModelPage.word(row.worstAttack()), Markup.number(row.severity()), Markup.number(its.toldAnyway()),
                        row.successes() + " of " + row.runs(), its.succeededAnyway() + " of " + row.runs(),
                        signed(its.excess()) + "<small>" + signed(its.low()) + " to " + signed(its.high()) + "</small>"));
            }
        }
        return rows.isEmpty() ? "" : Markup.section(
                "What happens without the attack",
                "Attacks that aim at some patients want them told a certain class, and a model tells some of them that anyway. The same seeds were asked with nobody attacking: the share of the patients "
                        + "aimed at who are told it, and the seeds on which that is as many as count as a success. Excess: probability of success beyond that, with its interval of 95 %. "
                        + "The verdict above counts successes as declared, without subtracting anything.",
                Markup.table(
                        List.of("threat", "defense", "attack", "told under attack", "told anyway", "successes", "without attack", "excess"), rows));
    }

    private static String signed(double value) {
        return String.format(Locale.ROOT, "%+.3f", value);
    }
}
