package org.fedrange.simulator;

import java.util.List;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * What one experiment file asks for: the cells of its matrix, with the twins and baselines they are compared with.
 *
 * @param name the experiment's name
 * @param axes paths of the matrix, such as {@code adversary.attack}, in the order of the file
 * @param cells in matrix order, the last axis running fastest; then what was added, twins before baselines
 * @param risk what counts as harm, and how much of it is tolerated
 * @param claims what it puts to the test
 * @param figure what it draws; null for nothing of its own
 * @param notices what the user should know before running, such as a weak choice of parameter; one sentence each
 */
public record Study(
        String name, List<String> axes, List<Cell> cells, Risk risk, List<Claim> claims, @Nullable WorstCase figure, List<String> notices) {
    public Study {
        axes = List.copyOf(axes);
        cells = List.copyOf(cells);
        claims = List.copyOf(claims);
        notices = List.copyOf(notices);
    }

    /** What the experiment's owner declared beforehand about risk. */
    public record Risk(
            @Parameter(value = "largest probability of an attack's success that is tolerated", min = 0, max = 1, byDefault = "0.2") double tolerance,
            @Parameter(
                            value = "loss of the metric against the same cell and seed without attack from which an attack has succeeded",
                            min = 0, max = 1, byDefault = "0.05")
                    double loss,
            @Parameter(
                            value = "share of the patients aimed at who must be deceived for an attack that aims at some to have succeeded",
                            above = 0, max = 1, byDefault = "0.5")
                    double deceived,
            @Parameter(
                            value = "loss of the metric beyond which such an attack has given itself away, and so not succeeded",
                            min = 0, max = 1, byDefault = "0.1")
                    double unnoticed,
            @Parameter(value = "share of the rounds below which keeping them from ending well has succeeded", min = 0, max = 1, byDefault = "0.9")
                    double completed,
            @Parameter(
                            value = "share of what a guesser who saw nothing misses from which an observer has learned what it should not",
                            above = 0, max = 1, byDefault = "0.1")
                    double learned,
            @Parameter(value = "figures of observers that count as a success in its place, each kind once", byDefault = "[]") List<DeclaredLeak> leaks,
            @Parameter(value = "what was decided about threats, each once", byDefault = "[]") List<RiskDecision> decisions,
            @Parameter(value = "how often threats are expected to be tried, and what a success would cost, each once; declared, not measured", byDefault = "[]")
                    List<DeclaredLoss> losses) {
        public Risk {
            leaks = List.copyOf(leaks);
            decisions = List.copyOf(decisions);
            losses = List.copyOf(losses);
            Parameters.check(Risk.class, tolerance, loss, deceived, unnoticed, completed, learned, leaks, decisions, losses);
            if (leaks.stream().map(DeclaredLeak::inference).distinct().count() < leaks.size()) {
                throw new IllegalArgumentException("leaks must name each kind of observer once, got " + leaks.stream().map(DeclaredLeak::inference).toList());
            }
            if (losses.stream().map(DeclaredLoss::threat).distinct().count() < losses.size()) {
                throw new IllegalArgumentException("losses must name each threat once, got " + losses.stream().map(DeclaredLoss::threat).toList());
            }
            if (decisions.stream().map(RiskDecision::threat).distinct().count() < decisions.size()) {
                throw new IllegalArgumentException("decisions must name each threat once, got "
                        + decisions.stream().map(RiskDecision::threat).toList());
            }
        }
    }
}
