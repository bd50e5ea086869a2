package org.fedrange.aggregation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * The mean of the n - f updates nearest to that of a trusted node, which is one of them.
 *
 * <pre>
 * a = 1/(n - f) sum of the n - f rows x_i with the smallest ||x_i - x_pivot||, of equal ones the first
 * </pre>
 *
 * <p>Example: 3, 0, 1, 100 with f = 2 and the first as pivot: 3 and 1 are nearest to 3, so (3 + 1) / 2 = 2.
 *
 * <p>The verdict's score is the distance from the pivot. If the pivot is Byzantine, so is the result.
 *
 * <p>Source: Farhadkhani, Guerraoui, Gupta, Hoang, Pinot, Stephan, "Robust Collaborative Learning with Linear Gradient Overhead", 2023.
 */
public record Monna(
        @Parameter(value = "updates left out", unit = "updates", min = 0, derived = "the experiment's declared number")
                @Nullable Integer byzantine,
        @Parameter(value = "place of the trusted node among the updates that arrive, in node order, from 0", min = 0, byDefault = "0") int pivot)
        implements Aggregator {
    public Monna {
        Parameters.check(Monna.class, byzantine, pivot);
    }

    @Override
    public Result aggregate(Context context, State state, List<Update> updates) {
        requireFeasible(updates.size());
        Rows rows = Rows.of(updates);
        double[] distances = rows.distances(updates.get(pivot).change().toDoubles());
        int[] nearest = Rows.smallest(distances, updates.size() - f());
        return new Result(rows.means(new int[][] {nearest}).getFirst(), Verdict.onEach(updates, rows.equalWeights(nearest), distances), state);
    }

    private int f() {
        return Objects.requireNonNull(byzantine, "byzantine of monna is not resolved yet");
    }

    @Override
    public Aggregator resolved(Cohort cohort) {
        return byzantine != null ? this : new Monna(cohort.byzantine(), pivot);
    }

    @Override
    public Optional<String> infeasible(int n) {
        return Aggregator.majority("monna", f(), n).or(() -> pivot < n
                ? Optional.empty()
                : Optional.of("monna needs at least pivot + 1 = " + (pivot + 1L) + " updates"));
    }
}
