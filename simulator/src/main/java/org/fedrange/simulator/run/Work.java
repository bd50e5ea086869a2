package org.fedrange.simulator.run;

import java.util.Objects;
import org.fedrange.learning.Numerics;
import org.fedrange.simulator.Cell;
import org.fedrange.simulator.Experiment;
import org.fedrange.simulator.MaskedSum;
import org.fedrange.simulator.Study;

/**
 * What there is to do in a study, known before any of it is done.
 *
 * @param rounds over all cells and folds
 * @param updates of honest training in them
 * @param bytes of models and updates that travel
 * @param parameters numbers of the largest model
 * @param products of a number of a model with one of an example, if each round looks at every example once
 * @param plain whether training and rules are all of it: nobody infers anything, and nothing is summed under masks
 */
public record Work(long rounds, long updates, long bytes, long parameters, long products, boolean plain) {
    /** So many updates take seconds. */
    private static final long FEW = 100_000;
    /** Beyond some thousand numbers most of the time is spent in loops over them, which gain most from being compiled well. */
    private static final long SHORT = 1_000;
    private static final long QUICKLY_MULTIPLIED = 1_000_000_000;

    /** Of all cells. */
    public static Work of(Study study, Deals deals) {
        return study.cells().stream().map(cell -> of(cell, deals)).reduce(new Work(0, 0, 0, 0, 0, true), Work::and);
    }

    private static Work of(Cell cell, Deals deals) {
        Experiment experiment = cell.experiment();
        long rounds = (long) experiment.rounds() * Objects.requireNonNullElse(experiment.evaluation().folds(), 1);
        long updates = rounds * Objects.requireNonNullElse(experiment.hospitals(), 0);
        long parameters = experiment.model().network(deals.dataset(experiment).shape(), Numerics.PORTABLE).parameters();
        boolean plain = experiment.inference().isEmpty() && !(experiment.secureAggregation() instanceof MaskedSum);
        return new Work(rounds, updates, 2 * updates * Float.BYTES * parameters, parameters, rounds * parameters * deals.dataset(experiment).examples().size(), plain);
    }

    /** Both. */
    public Work and(Work other) {
        return new Work(
                rounds + other.rounds, updates + other.updates, bytes + other.bytes, Math.max(parameters, other.parameters), products + other.products, plain && other.plain);
    }

    /** Whether it is over so soon that code compiled quickly serves it better than code compiled well; docs/benchmarks.md has what was measured. */
    public boolean small() {
        return plain && updates <= FEW && parameters <= SHORT && products <= QUICKLY_MULTIPLIED;
    }
}
