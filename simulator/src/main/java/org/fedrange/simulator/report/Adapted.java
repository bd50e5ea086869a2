package org.fedrange.simulator.report;

import java.util.ArrayList;
import java.util.List;
import org.fedrange.simulator.results.Adaptation;

/**
 * How much harder an adversary hits that tries the defense in force; nothing where none does.
 *
 * @param adaptation what it took beyond the fixed attacks
 * @param metric the leading metric, in words
 */
record Adapted(List<Adaptation.Row> adaptation, String metric) {
    Adapted {
        adaptation = List.copyOf(adaptation);
    }

    String section() {
        List<List<String>> rows = new ArrayList<>();
        for (Adaptation.Row row : adaptation) {
            rows.add(List.of(
                    Markup.escaped(row.defense()), Markup.escaped(row.adaptive()), Markup.number(row.left()), Markup.escaped(row.fixed()),
                    Markup.number(row.fixedLeft()),
                    signed(row.harder()) + (row.seeds() > 1 ? "<small>" + signed(row.least()) + " to " + signed(row.most()) + "</small>" : "")));
        }
        return rows.isEmpty() ? "" : Markup.section(
                "Against an adversary that tries the defense",
                "Final test " + metric + " that is left by an attack that tries stages and rule in force before it sends, against the worst here of the attacks that "
                        + "do not, seed by seed, with the range. Where it takes more, the fixed attacks flattered the defense.",
                Markup.table(List.of("defense", "adaptive attack", "leaves", "worst fixed attack", "leaves", "takes more by"), rows));
    }

    private static String signed(double value) {
        return (value > 0 ? "+" : "") + Markup.number(value);
    }
}
