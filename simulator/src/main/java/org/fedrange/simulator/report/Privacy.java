package org.fedrange.simulator.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.fedrange.simulator.results.PrivacyFigure;
import org.fedrange.simulator.results.Run;

/**
 * What was spent of privacy when the runs were over, for each defense; empty where nothing is promised.
 *
 * @param map the runs
 */
record Privacy(HeatMap map) {

    String section() {
        Set<List<String>> rows = new LinkedHashSet<>();
        for (String column : map.columns()) {
            for (String attack : map.rows()) {
                map.at(attack, column).forEach(run -> rows.addAll(rows(column, run)));
            }
        }
        String audited = audits();
        return rows.isEmpty() ? "" : Markup.section(
                "What was spent of privacy",
                "Epsilon after the last round by the accountant named, the most over honest hospitals: a bound on how much better than chance anybody can tell from what is "
                        + "released whether one unit took part. In the central model the coordinator sees every update; in the local model nobody does. Each fold is a training of its own. "
                        + "Figures in these pages, such as accuracy on test patients, are not protected by it.",
                Markup.table(List.of("defense", "promise", "unit", "trust", "noise multiplier", "sampling rate", "rounds", "epsilon", "delta", "accountant"), List.copyOf(rows)) + audited);
    }

    /** Promised and measured, side by side. */
    private String audits() {
        Set<List<String>> rows = new LinkedHashSet<>();
        for (String column : map.columns()) {
            for (String attack : map.rows()) {
                map.at(attack, column).forEach(run -> run.audits().forEach(its -> rows.add(List.of(
                        Markup.escaped(column), Markup.escaped(its.defense()), number(its.claimed()), number(its.measured()), its.oneRun() == null ? "-" : number(its.oneRun()),
                        number(its.delta()), Integer.toString(its.trials()), its.broken() ? "\u25bc broken" : "not disproved"))));
            }
        }
        return rows.isEmpty() ? "" : "<p>Measured: what canaries, hospitals that send what is easiest to recognise, gave away. Epsilon is at least so much, with a confidence of 90 %, by trainings with "
                + "and without one canary, and of 95 % by one training with many. A figure above what is promised disproves the promise.</p>\n"
                + Markup.table(List.of("defense", "promise", "promised epsilon", "measured, at least", "in one run, at least", "delta", "trials", "promise"), List.copyOf(rows));
    }

    private static List<List<String>> rows(String column, Run run) {
        List<List<String>> rows = new ArrayList<>();
        List<PrivacyFigure> last = run.privacy().stream().filter(its -> its.round() == run.finalRound()).toList();
        for (String defense : last.stream().map(PrivacyFigure::defense).distinct().toList()) {
            PrivacyFigure most = last.stream().filter(its -> its.defense().equals(defense))
                    .reduce((a, b) -> b.epsilon() > a.epsilon() ? b : a).orElseThrow();
            rows.add(List.of(
                    Markup.escaped(column), Markup.escaped(defense), most.unit(), most.trust(), number(most.noiseMultiplier()), number(most.samplingRate()),
                    Integer.toString(most.rounds()), number(most.epsilon()), number(most.delta()), most.accountant()));
        }
        return rows;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
