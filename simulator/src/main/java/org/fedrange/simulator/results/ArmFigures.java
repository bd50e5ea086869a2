package org.fedrange.simulator.results;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fedrange.learning.Kind;
import org.fedrange.learning.metric.Metric;
import org.fedrange.simulator.Claim;
import org.jspecify.annotations.Nullable;

/**
 * The figure of each seed for one side of a comparison: of the defender's options the one best on validation patients, under what hurts it
 * most on that seed. A model that is no number is worse than any.
 *
 * @param runs the finished runs, by cell
 * @param metric what is measured of models; null for the success of the attack, where less is better
 * @param leaked what is measured of observers, where an arm names one
 */
public record ArmFigures(Map<String, Run> runs, @Nullable Metric metric, String leaked) {

    /** Figures of models. */
    public ArmFigures(Map<String, Run> runs, @Nullable Metric metric) {
        this(runs, metric, "");
    }

    /** The figures that a claim compares. */
    public static ArmFigures of(Claim claim, Map<String, Run> runs) {
        return new ArmFigures(runs, Kind.named(Metric.class, claim.metric()).orElse(null), claim.metric());
    }

    /**
     * One side's outcome.
     *
     * @param option the option chosen
     * @param bySeed its figure for each seed; empty where something it rests on is not finished
     * @param worst the adversary's choice that is worst by the mean over these seeds; empty where there is none to choose from
     */
    public record Outcome(Claim.Option option, List<Optional<Double>> bySeed, String worst) {
        public Outcome {
            bySeed = List.copyOf(bySeed);
        }
    }

    /** The outcome of one side. */
    public Outcome of(Claim.Arm arm) {
        Claim.Option option = chosen(arm);
        List<Optional<Double>> bySeed = new ArrayList<>();
        for (int seed = 0; seed < arm.seeds(); seed++) {
            bySeed.add(finished(arm, seed) ? worst(option, seed, arm, false) : Optional.empty());
        }
        return new Outcome(option, bySeed, worstCase(option, arm));
    }

    private Claim.Option chosen(Claim.Arm arm) {
        Claim.Option best = arm.options().getFirst();
        for (Claim.Option option : arm.options().subList(1, arm.options().size())) {
            best = better(validation(option, arm), validation(best, arm)) ? option : best;
        }
        return best;
    }

    private double validation(Claim.Option option, Claim.Arm arm) {
        List<Double> figures = new ArrayList<>();
        for (int seed = 0; seed < arm.seeds(); seed++) {
            if (finished(arm, seed)) {
                worst(option, seed, arm, true).ifPresent(figures::add);
            }
        }
        return mean(figures);
    }

    private boolean finished(Claim.Arm arm, int seed) {
        return arm.options().stream().flatMap(option -> option.cases().stream()).allMatch(its -> runs.containsKey(its.cells().get(seed)));
    }

    private Optional<Double> worst(Claim.Option option, int seed, Claim.Arm arm, boolean validation) {
        return option.cases().stream()
                .flatMap(its -> figure(its.cells().get(seed), arm, validation).stream())
                .min(comparator());
    }

    private String worstCase(Claim.Option option, Claim.Arm arm) {
        return option.cases().stream()
                .min(Comparator.comparing(its -> mean(its.cells().stream().flatMap(cell -> figure(cell, arm, false).stream()).toList()), comparator()))
                .map(Claim.Case::label).orElse("");
    }

    /** Empty where the cell is not finished, where the attack aims at nobody, or where the observer has no such figure. */
    private Optional<Double> figure(String cell, Claim.Arm arm, boolean validation) {
        Run run = runs.get(cell);
        if (run == null) {
            return Optional.empty();
        }
        if (arm.observer() > 0) {
            return Optional.ofNullable(run.leakage().get(arm.observer() - 1).figures().get(leaked));
        }
        Round judged = run.round(arm.round() == 0 ? run.finalRound() : arm.round());
        if (metric == null) {
            return Optional.of(judged.attackSuccess()).filter(success -> !success.isNaN());
        }
        double figure = (validation ? judged.validation() : judged.test()).getOrDefault(metric, Double.NaN);
        return Optional.of(Double.isNaN(figure) ? leastOfAll() : figure);
    }

    private double leastOfAll() {
        return metric == Metric.LOSS ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }

    private boolean better(double one, double other) {
        return comparator().compare(one, other) > 0;
    }

    /** From worse to better for the defender. */
    private Comparator<Double> comparator() {
        return metric == null || metric == Metric.LOSS ? Comparator.reverseOrder() : Comparator.naturalOrder();
    }

    /** The mean; NaN of none. */
    static double mean(List<Double> figures) {
        return figures.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }
}
