package org.fedrange.aggregation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The median of each coordinate by itself; for an even number of updates the mean of the two middle values.
 *
 * <pre>
 * [a]_k = median([x_1]_k, ..., [x_n]_k)
 * </pre>
 *
 * <p>Example: x = (1, 8), (2, 6), (9, 7) gives (2, 7), which is none of the three; 1, 2, 4, 9 gives 3.
 *
 * <p>Source: Yin, Chen, Ramchandran, Bartlett, "Byzantine-Robust Distributed Learning: Towards Optimal Statistical Rates",
 * 2018, option I. Some implementations take the lower of the two middle values instead of their mean.
 */
public record Median() implements Aggregator {
    @Override
    public Result aggregate(Context context, State state, List<Update> updates) {
        requireFeasible(updates.size());
        // The median is what stays when as many as possible are trimmed on both sides: one value, or two.
        Rows.Middle middle = Rows.of(updates).middle((updates.size() - 1) / 2);
        double[] none = new double[updates.size()];
        Arrays.fill(none, Double.NaN);
        return new Result(middle.mean(), Verdict.onEach(updates, none), state);
    }

    @Override
    public Optional<String> infeasible(int n) {
        return n >= 1 ? Optional.empty() : Optional.of("median needs at least 1 update");
    }
}
