package org.fedrange.simulator.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fedrange.simulator.Claim;

/**
 * What came of a claim: differences seed by seed between its two sides, and what they decide.
 *
 * @param claim the claim
 * @param decision whether it held
 * @param seeds seeds of which both sides are finished
 * @param figure mean figure of the first side over these seeds; NaN without any
 * @param other mean figure of the other side, or the number
 * @param difference mean of the differences, the first side less the other
 * @param interval where the median difference lies; empty without seeds
 */
public record Finding(
        Claim claim, Decision decision, int seeds, double figure, double other, double difference, Optional<SignInterval> interval) {

    /** Whether a claim held. */
    public enum Decision {
        /** The interval lies on the side claimed. */
        HELD,
        /** The interval lies on the other side. */
        DID_NOT_HOLD,
        /** The interval lies on both sides, or there are too few seeds. */
        UNDECIDED
    }

    /** What came of each claim of a study. */
    public static List<Finding> of(StudyRecord study, Map<String, Run> runs) {
        return study.claims().stream().map(claim -> of(claim, runs)).toList();
    }

    private static Finding of(Claim claim, Map<String, Run> runs) {
        ArmFigures figures = ArmFigures.of(claim, runs);
        List<Optional<Double>> first = figures.of(claim.arm()).bySeed();
        Claim.Arm other = claim.other();
        List<Optional<Double>> second = other == null ? first.stream().map(any -> Optional.of(claim.number())).toList() : figures.of(other).bySeed();
        List<Double> ones = new ArrayList<>();
        List<Double> others = new ArrayList<>();
        List<Double> differences = new ArrayList<>();
        for (int seed = 0; seed < first.size(); seed++) {
            if (first.get(seed).isPresent() && second.get(seed).isPresent()) {
                ones.add(first.get(seed).get());
                others.add(second.get(seed).get());
                // Where neither model is a number, neither is better.
                differences.add(ones.getLast().equals(others.getLast()) ? 0 : ones.getLast() - others.getLast());
            }
        }
        Optional<SignInterval> interval = differences.isEmpty() ? Optional.empty() : Optional.of(SignInterval.of(differences));
        Decision decision = differences.size() < first.size() ? Decision.UNDECIDED
                : interval.filter(SignInterval::decides).map(its -> decision(claim, its)).orElse(Decision.UNDECIDED);
        return new Finding(claim, decision, ones.size(), ArmFigures.mean(ones), ArmFigures.mean(others), ArmFigures.mean(differences), interval);
    }

    private static Decision decision(Claim claim, SignInterval interval) {
        double least = claim.above() ? interval.least() : -interval.most();
        double most = claim.above() ? interval.most() : -interval.least();
        if (least > claim.by()) {
            return Decision.HELD;
        }
        return most <= claim.by() ? Decision.DID_NOT_HOLD : Decision.UNDECIDED;
    }

    /** The decision in words. */
    public String word() {
        return switch (decision) {
            case HELD -> "held";
            case DID_NOT_HOLD -> "did not hold";
            case UNDECIDED -> "undecided";
        };
    }
}
