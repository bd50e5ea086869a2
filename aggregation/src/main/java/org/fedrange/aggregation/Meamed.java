package org.fedrange.aggregation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Per coordinate, the mean of the n - f values nearest to the median: the mean around the median.
 *
 * <pre>
 * [a]_k = 1/(n - f) sum of the n - f values [x_i]_k with the smallest |[x_i]_k - median|, of equal ones the first
 * </pre>
 *
 * <p>Example: 1, 2, 4, 9, 100 with f = 2: the median is 4, nearest to it 4, 2 and 1: (1 + 2 + 4) / 3 = 2.333.
 *
 * <p>The verdict's weight is the part of all values averaged which came from the update.
 *
 * <p>Source: Xie, Koyejo, Gupta, "Generalized Byzantine-tolerant SGD", 2018.
 */
public record Meamed(
        @Parameter(value = "values left out in each coordinate", unit = "updates", min = 0, derived = "the experiment's declared number")
                @Nullable Integer byzantine)
        implements Aggregator {
    public Meamed {
        Parameters.check(Meamed.class, byzantine);
    }

    @Override
    public Result aggregate(Context context, State state, List<Update> updates) {
        requireFeasible(updates.size());
        Rows.Middle middle = MedianNeighbors.of(Rows.of(updates), updates.size() - f());
        return new Result(middle.mean(), Verdict.onEach(updates, middle.shares()), state);
    }

    private int f() {
        return Objects.requireNonNull(byzantine, "byzantine of meamed is not resolved yet");
    }

    @Override
    public Aggregator resolved(Cohort cohort) {
        return byzantine != null ? this : new Meamed(cohort.byzantine());
    }

    @Override
    public Optional<String> infeasible(int n) {
        return Aggregator.majority("meamed", f(), n);
    }
}
