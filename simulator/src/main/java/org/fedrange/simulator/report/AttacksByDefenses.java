package org.fedrange.simulator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.fedrange.simulator.pack.Evidence;

/**
 * Every attack against every defense: how often it succeeded, and what it left of the model. Computes nothing.
 *
 * @param attempts successes, by threat, attack and defense
 * @param outcomes final figures, by attack and defense
 * @param metric the leading metric, in words
 */
record AttacksByDefenses(List<Evidence.Attempt> attempts, List<Evidence.Outcome> outcomes, String metric) {
    AttacksByDefenses {
        attempts = List.copyOf(attempts);
        outcomes = List.copyOf(outcomes);
    }

    /** The section; empty where nothing was run. */
    String section() {
        return outcomes.isEmpty() ? "" : Markup.section(
                "Attacks against defenses",
                "Every attack under every defense over all its seeds; the rows above are the worst of each threat, chosen on other seeds than count it.",
                successes() + "<h3>What the model is worth</h3>\n<p>Final test " + Markup.escaped(metric)
                        + ", mean over seeds, and below its bootstrap interval of 95 %; fewer than six seeds give intervals that are too narrow.</p>\n"
                        + table(outcomes.stream().map(Evidence.Outcome::attack).distinct().toList(), outcomes.stream().map(Evidence.Outcome::defense).distinct().toList(), this::worth));
    }

    private String successes() {
        return attempts.isEmpty() ? "" : "<h3>How often each succeeded</h3>\n<p>By the criteria declared beforehand, with the Jeffreys interval of 95 %.</p>\n"
                + table(
                        attempts.stream().map(AttacksByDefenses::name).distinct().toList(), attempts.stream().map(Evidence.Attempt::defense).distinct().toList(),
                        this::succeeded);
    }

    private static String name(Evidence.Attempt its) {
        return its.threat() + " " + its.attack();
    }

    private String succeeded(String name, String defense) {
        return attempts.stream().filter(its -> name(its).equals(name) && its.defense().equals(defense)).findFirst()
                .map(its -> its.successes() + " of " + its.runs() + "<small>" + Markup.number(its.jeffreysLow()) + " to " + Markup.number(its.jeffreysHigh()) + "</small>").orElse("");
    }

    private String worth(String attack, String defense) {
        return outcomes.stream().filter(its -> its.attack().equals(attack) && its.defense().equals(defense)).findFirst()
                .map(its -> Markup.number(its.mean()) + (its.seeds() > 1 ? "<small>" + Markup.number(its.low()) + " to " + Markup.number(its.high()) + "</small>" : "<small>one seed</small>"))
                .orElse("");
    }

    private static String table(List<String> attacks, List<String> defenses, BiFunction<String, String, String> field) {
        List<List<String>> rows = new ArrayList<>();
        attacks.forEach(attack -> rows.add(Stream.concat(Stream.of(Markup.escaped(attack)), defenses.stream().map(defense -> field.apply(attack, defense))).toList()));
        return Markup.table(Stream.concat(Stream.of("attack"), defenses.stream()).toList(), rows);
    }
}
