package org.fedrange.aggregation;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * The one update that is closest to its neighbors.
 *
 * <pre>
 * s_i = sum of the m smallest ||x_i - x_j||^2 over j != i,   m = n - f - 2
 * a = x_i with the smallest s_i, the first such i
 * </pre>
 *
 * <p>Example: 0, 1, 3, 4, 100 with f = 1, so m = 2: scores 1 + 9 = 10, 1 + 4 = 5, 4 + 1 = 5, 1 + 9 = 10, 9216 + 9409 = 18625;
 * the answer is 1, the first of the two smallest.
 *
 * <p>The verdict's score is s_i.
 *
 * <p>Source: Blanchard, El Mhamdi, Guerraoui, Stainer, "Machine Learning with Adversaries: Byzantine Tolerant Gradient
 * Descent", 2017: squared distances and n - f - 2 neighbors, where other implementations take n - f - 1 or plain distances.
 */
public record Krum(
        @Parameter(value = "updates that may be Byzantine", unit = "updates", min = 0, derived = "the experiment's declared number")
                @Nullable Integer byzantine,
        @Parameter(value = "others to which distances are summed", unit = "updates", min = 1, derived = "updates that arrive - byzantine - 2")
                @Nullable Integer neighbors)
        implements Aggregator {
    public Krum {
        Parameters.check(Krum.class, byzantine, neighbors);
    }

    @Override
    public Result aggregate(Context context, State state, List<Update> updates) {
        requireFeasible(updates.size());
        double[] scores = scores(Rows.of(updates));
        double[] weights = new double[scores.length];
        int best = first(scores);
        weights[best] = 1;
        return new Result(updates.get(best).change(), Verdict.onEach(updates, weights, scores), state);
    }

    private static int first(double[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            if (scores[i] < scores[best]) {
                best = i;
            }
        }
        return best;
    }

    /** The score of each row. */
    double[] scores(Rows rows) {
        int nearest = neighbors != null ? neighbors : rows.count - f() - 2;
        double[][] distances = rows.squaredDistances();
        double[] scores = new double[rows.count];
        for (int i = 0; i < rows.count; i++) {
            double[] others = distances[i].clone();
            // The row itself does not count: it goes to the far end.
            others[i] = Double.POSITIVE_INFINITY;
            Arrays.sort(others);
            for (int k = 0; k < nearest; k++) {
                scores[i] += others[k];
            }
        }
        return scores;
    }

    int f() {
        return Objects.requireNonNull(byzantine, "byzantine of krum is not resolved yet");
    }

    @Override
    public Aggregator resolved(Cohort cohort) {
        return byzantine != null ? this : new Krum(cohort.byzantine(), neighbors);
    }

    @Override
    public Optional<String> infeasible(int n) {
        return infeasible("krum", n);
    }

    /** Why scores cannot be computed, in the name of the rule that asks for them. */
    Optional<String> infeasible(String rule, int n) {
        long needed = 2L * f() + 3;
        if (n < needed) {
            return Optional.of(rule + " needs at least 2 byzantine + 3 = " + needed + " updates");
        }
        if (neighbors != null && neighbors > n - 1) {
            return Optional.of(rule + " needs at least neighbors + 1 = " + (neighbors + 1L) + " updates");
        }
        return Optional.empty();
    }
}
