package org.fedrange.aggregation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Per coordinate, the mean of what stays when the f smallest and the f largest values are left out.
 *
 * <pre>
 * [a]_k = 1/(n - 2f) sum_{i = f+1}^{n-f} [x]_k^(i),   [x]_k^(1) <= ... <= [x]_k^(n) sorted
 * </pre>
 *
 * <p>Example: 1, 2, 3, 6, 100 with f = 1: (2 + 3 + 6) / 3 = 3.667.
 *
 * <p>The verdict's weight is the part of all values that stayed which came from the update; values equal to one that stayed
 * count as staying.
 *
 * <p>Source: Yin, Chen, Ramchandran, Bartlett, "Byzantine-Robust Distributed Learning: Towards Optimal Statistical Rates",
 * 2018, option II, with a number f in place of a fraction.
 */
public record TrimmedMean(
        @Parameter(value = "values left out at either end", unit = "updates", min = 0, derived = "the experiment's declared number")
                @Nullable Integer byzantine)
        implements Aggregator {
    public TrimmedMean {
        Parameters.check(TrimmedMean.class, byzantine);
    }

    @Override
    public Result aggregate(Context context, State state, List<Update> updates) {
        requireFeasible(updates.size());
        Rows.Middle middle = Rows.of(updates).middle(f());
        return new Result(middle.mean(), Verdict.onEach(updates, middle.shares()), state);
    }

    private int f() {
        return Objects.requireNonNull(byzantine, "byzantine of trimmed-mean is not resolved yet");
    }

    @Override
    public Aggregator resolved(Cohort cohort) {
        return byzantine != null ? this : new TrimmedMean(cohort.byzantine());
    }

    @Override
    public Optional<String> infeasible(int n) {
        return Aggregator.majority("trimmed-mean", f(), n);
    }
}
