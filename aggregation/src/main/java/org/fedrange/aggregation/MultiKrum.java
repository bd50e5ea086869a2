package org.fedrange.aggregation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * The mean of the updates that are closest to their neighbors, by {@link Krum}'s score.
 *
 * <pre>
 * a = 1/m sum of the m updates x_i with the smallest s_i, of equal ones the first,   m = n - f
 * </pre>
 *
 * <p>Example: 0, 1, 3, 4, 100 with f = 1 has the scores 10, 5, 5, 10, 18625; the answer is (0 + 1 + 3 + 4) / 4 = 2. With 3
 * selected it is (0 + 1 + 3) / 3 = 1.333.
 *
 * <p>The verdict's score is s_i.
 *
 * <p>Source: Blanchard, El Mhamdi, Guerraoui, Stainer, "Machine Learning with Adversaries: Byzantine Tolerant Gradient
 * Descent", 2017, section 5; the paper leaves m open. Other implementations select 1 update or a fixed fraction of them.
 */
public record MultiKrum(
        @Parameter(value = "updates that may be Byzantine", unit = "updates", min = 0, derived = "the experiment's declared number")
                @Nullable Integer byzantine,
        @Parameter(value = "others to which distances are summed", unit = "updates", min = 1, derived = "updates that arrive - byzantine - 2")
                @Nullable Integer neighbors,
        @Parameter(value = "updates averaged", unit = "updates", min = 1, derived = "updates that arrive - byzantine")
                @Nullable Integer selected)
        implements Aggregator {
    public MultiKrum {
        Parameters.check(MultiKrum.class, byzantine, neighbors, selected);
    }

    @Override
    public Result aggregate(Context context, State state, List<Update> updates) {
        requireFeasible(updates.size());
        Rows rows = Rows.of(updates);
        double[] scores = new Krum(byzantine, neighbors).scores(rows);
        int[] best = Rows.smallest(scores, selected != null ? selected : updates.size() - f());
        return new Result(rows.means(new int[][] {best}).getFirst(), Verdict.onEach(updates, rows.equalWeights(best), scores), state);
    }

    private int f() {
        return Objects.requireNonNull(byzantine, "byzantine of multi-krum is not resolved yet");
    }

    @Override
    public Aggregator resolved(Cohort cohort) {
        return byzantine != null ? this : new MultiKrum(cohort.byzantine(), neighbors, selected);
    }

    @Override
    public Optional<String> infeasible(int n) {
        return new Krum(f(), neighbors).infeasible("multi-krum", n).or(() -> selected == null || selected <= n
                ? Optional.empty()
                : Optional.of("multi-krum needs at least selected = " + selected + " updates"));
    }
}
