package org.fedrange.simulator.evidence;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.fedrange.simulator.DeclaredLeak;
import org.fedrange.simulator.Study;
import org.fedrange.simulator.results.Leakage;

/**
 * What an observer learned in a run, of what a guesser who saw nothing misses, and whether that counts as a success.
 *
 * <pre>
 * skill = (figure - guessed) / (1 - guessed);   of an error: skill = 1 - error / guesser's error;   success if skill >= learned;   severity: skill within 0 and 1
 * </pre>
 *
 * <p>The figure is, of reconstructed pictures, the share recognised, of other records the share to which the guess is closer than any other patient is, each beside the population's mean;
 * of members the share found where a tenth of the others is accused, beside 0.1; of sources the share traced, beside chance; of a hospital's share of patients the error, beside that of who
 * says the population's; of a feature the share filled in, beside the better of patients nobody trained on and somebody without the model; of a stolen model the share answered alike,
 * beside the commonest class. Counted classes have no guesser to be set beside, and so no skill: {@link DeclaredLeak} may say from where on they count.
 *
 * <p>Example: 0.28 of the members are found where 0.1 of the others are accused: (0.28 - 0.1) / 0.9 = 0.2.
 *
 * <p>Source: skill scores, as in Murphy, "Skill scores based on the mean square error", 1988; a low false-positive rate, as in Carlini et al., "Membership Inference Attacks From First
 * Principles", 2022: the largest advantage over all rates is large by chance where candidates are few.
 */
final class Skill {
    private static final String MEMBERS = "tprAtFpr0.1";
    private static final double ACCUSED = 0.1;

    private Skill() {}

    /** How an observer did; empty where there is no figure to judge it by, as there were too few records. */
    static Optional<Outcome> outcome(Study.Risk risk, Leakage its) {
        Optional<DeclaredLeak> declared = risk.leaks().stream().filter(leak -> leak.inference().equals(its.inference())).findFirst();
        double from = declared.map(DeclaredLeak::from).orElse(risk.learned());
        OptionalDouble measured = declared.map(leak -> figure(its.figures(), leak.figure())).orElseGet(() -> of(its.figures()));
        return measured.isEmpty() ? Optional.empty() : Optional.of(new Outcome(measured.getAsDouble() >= from, Math.clamp(measured.getAsDouble(), 0, 1), 0));
    }

    /** The skill behind these figures; empty where they have none. */
    static OptionalDouble of(Map<String, Double> figures) {
        if (figures.containsKey(MEMBERS)) {
            return beyond(figures, MEMBERS, ACCUSED);
        }
        if (figures.containsKey("shareError")) {
            return OptionalDouble.of(lessError(at(figures, "shareError"), at(figures, "shareErrorOfPopulation")));
        }
        if (figures.containsKey("attribute")) {
            return beyond(figures, "attribute", Math.max(at(figures, "attributeOfOthers"), at(figures, "attributeWithoutModel")));
        }
        if (figures.containsKey("source")) {
            return beyond(figures, "source", at(figures, "sourceByChance"));
        }
        if (figures.containsKey("fidelity")) {
            return beyond(figures, "fidelity", at(figures, "fidelityOfCommonest"));
        }
        String near = figures.containsKey("recognised") ? "recognised" : "closer";
        return figures.containsKey(near) ? beyond(figures, near, at(figures, near + "OfMean")) : OptionalDouble.empty();
    }

    private static OptionalDouble beyond(Map<String, Double> figures, String name, double guessed) {
        OptionalDouble figure = figure(figures, name);
        return figure.isEmpty() ? figure : OptionalDouble.of(guessed >= 1 ? 0 : (figure.getAsDouble() - guessed) / (1 - guessed));
    }

    private static double lessError(double error, double guessers) {
        return guessers <= 0 ? 0 : 1 - error / guessers;
    }

    private static OptionalDouble figure(Map<String, Double> figures, String name) {
        double value = figures.getOrDefault(name, Double.NaN);
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static double at(Map<String, Double> figures, String name) {
        return figures.getOrDefault(name, 0.0);
    }
}
