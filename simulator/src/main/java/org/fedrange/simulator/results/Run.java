package org.fedrange.simulator.results;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedrange.learning.metric.Metric;
import org.jspecify.annotations.Nullable;

/**
 * What came out of one cell.
 *
 * @param cell the cell's id
 * @param finalRound the last round
 * @param bestRound the evaluated round with the best validation figure of the leading metric, the earliest of equals; the last
 *     round where nothing was kept for validation
 * @param rounds every round, in order, added up over the folds
 * @param nodes what became of each node in each round of each fold, in that order
 * @param hospitals each hospital's figures in the last round, in node order
 * @param classes each class's figures in the last round
 * @param decisions what the coordinator decided when rounds were over, in order
 * @param privacy what was spent of privacy, at most, hospital by hospital in the rounds in which it is stated
 * @param audits promises of privacy beside what canaries gave away
 * @param leakage what each observer of the experiment learned, in its order
 * @param wire what adversaries on lines tried; empty where none sat on any
 * @param events number of events in the audit log
 * @param logRoot Merkle root of the audit log, in hexadecimal
 * @param base what the twin's models tell the patients aimed at, counted once both cells are finished, and so not in the log; null where the attack aims at nobody, or before
 */
public record Run(
        String cell,
        int finalRound,
        int bestRound,
        List<Round> rounds,
        List<NodeOutcome> nodes,
        List<HospitalFigure> hospitals,
        List<ClassFigure> classes,
        List<Decided> decisions,
        List<PrivacyFigure> privacy,
        List<PrivacyAudit> audits,
        List<Leakage> leakage,
        List<WireFigure> wire,
        long events,
        String logRoot,
        @Nullable BaseRate base) {
    public Run {
        rounds = List.copyOf(rounds);
        nodes = List.copyOf(nodes);
        hospitals = List.copyOf(hospitals);
        classes = List.copyOf(classes);
        decisions = List.copyOf(decisions);
        privacy = List.copyOf(privacy);
        audits = List.copyOf(audits);
        leakage = List.copyOf(leakage);
        wire = List.copyOf(wire);
    }

    /** A run whose twin nobody has asked. */
    public Run(
            String cell, int finalRound, int bestRound, List<Round> rounds, List<NodeOutcome> nodes, List<HospitalFigure> hospitals, List<ClassFigure> classes,
            List<Decided> decisions, List<PrivacyFigure> privacy, List<PrivacyAudit> audits, List<Leakage> leakage, List<WireFigure> wire, long events, String logRoot) {
        this(cell, finalRound, bestRound, rounds, nodes, hospitals, classes, decisions, privacy, audits, leakage, wire, events, logRoot, null);
    }

    /** The same run once its twin was asked. */
    public Run beside(BaseRate twin) {
        return new Run(cell, finalRound, bestRound, rounds, nodes, hospitals, classes, decisions, privacy, audits, leakage, wire, events, logRoot, twin);
    }

    /** The round with this number, from 1. */
    public Round round(int number) {
        return rounds.get(number - 1);
    }

    /** A figure of the final model on the test patients; NaN where there is none. */
    public double finalTest(Metric metric) {
        return round(finalRound).test().getOrDefault(metric, Double.NaN);
    }

    /** The same hospital by hospital, those with enough patients, in node order. */
    public Map<String, Double> hospitals(Metric metric) {
        Map<String, Double> figures = new LinkedHashMap<>();
        hospitals.stream().filter(its -> !its.test().isEmpty())
                .forEach(its -> figures.put(its.hospital(), its.test().getOrDefault(metric, Double.NaN)));
        return figures;
    }

    /** The same run once its audit log is closed, as the log names it: without what was counted afterwards. */
    public Run sealed(long size, String root) {
        return new Run(cell, finalRound, bestRound, rounds, nodes, hospitals, classes, decisions, privacy, audits, leakage, wire, size, root);
    }
}
