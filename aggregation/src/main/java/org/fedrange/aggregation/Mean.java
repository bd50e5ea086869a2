package org.fedrange.aggregation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;

/**
 * The average of the updates, by default weighted by the numbers of examples behind them: the rule of federated averaging.
 *
 * <pre>
 * a = sum_i w_i x_i,   w_i = examples_i / sum_j examples_j,   or 1/n if unweighted or if nobody declares examples
 * </pre>
 *
 * <p>Example: x = 1 and 4 with 1 and 2 examples: (1 * 1 + 2 * 4) / 3 = 3; unweighted 2.5.
 *
 * <p>The sum, of whole numbers times updates, is divided last, so that it can be formed as updates come: {@link RunningMean}.
 *
 * <p>Source: McMahan et al., "Communication-Efficient Learning of Deep Networks from Decentralized Data", 2017, algorithm 1.
 */
public record Mean(@Parameter(value = "weight each update by its number of examples", byDefault = "true") boolean weighted)
        implements Aggregator {
    public Mean {
        Parameters.check(Mean.class, weighted);
    }

    @Override
    public Result aggregate(Context context, State state, List<Update> updates) {
        requireFeasible(updates.size());
        boolean byExamples = weighted && updates.stream().anyMatch(update -> update.examples() > 0);
        double[] weights = updates.stream().mapToDouble(update -> byExamples ? update.examples() : 1).toArray();
        return new Result(Rows.of(updates).weightedMean(weights), Verdict.onEach(updates, shares(updates, weighted)), state);
    }

    /** The share of each update: by examples if {@code weighted} and if there are any, else the same for all. */
    static double[] shares(List<Update> updates, boolean weighted) {
        double[] shares = new double[updates.size()];
        double all = updates.stream().mapToLong(Update::examples).sum();
        Arrays.setAll(shares, i -> weighted && all > 0 ? updates.get(i).examples() / all : 1.0 / shares.length);
        return shares;
    }

    @Override
    public Visibility visibility() {
        return Visibility.SUM;
    }

    @Override
    public Optional<String> infeasible(int n) {
        return n >= 1 ? Optional.empty() : Optional.of("mean needs at least 1 update");
    }
}
