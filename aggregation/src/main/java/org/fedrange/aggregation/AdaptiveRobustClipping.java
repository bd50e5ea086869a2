package org.fedrange.aggregation;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Scales the longest updates down to the length of the longest one left alone; how many are scaled follows from f (ARC).
 *
 * <pre>
 * k = floor((2f/n)(n - f)),   C = the (n - k)-th smallest norm,   y_i = x_i min(1, C / ||x_i||)
 * </pre>
 *
 * <p>Example: norms 1, 2, 3, 10 with f = 1: k = floor(0.5 * 3) = 1, C = 3, so the last is scaled to 3.
 *
 * <p>Source: Allouah, Guerraoui, Gupta, Jellouli, Rizk, Stephan, "Adaptive Gradient Clipping for Robust Federated Learning", 2025.
 */
public record AdaptiveRobustClipping(
        @Parameter(value = "updates that may be Byzantine", unit = "updates", min = 0, derived = "the experiment's declared number")
                @Nullable Integer byzantine)
        implements Stage {
    public AdaptiveRobustClipping {
        Parameters.check(AdaptiveRobustClipping.class, byzantine);
    }

    @Override
    public Result apply(Context context, State state, List<Update> updates) {
        requireFeasible(updates.size());
        int n = updates.size();
        // In this order of operations: another may round to one more or one less.
        int scaled = (int) ((2.0 * f() / n) * (n - f()));
        double[] norms = updates.stream().mapToDouble(update -> update.change().norm()).toArray();
        double[] sorted = norms.clone();
        Arrays.sort(sorted);
        double bound = sorted[n - scaled - 1];
        Update[] clipped = updates.toArray(Update[]::new);
        for (int i = 0; i < n; i++) {
            if (norms[i] > bound) {
                clipped[i] = updates.get(i).withChange(updates.get(i).change().scaled(bound / norms[i]));
            }
        }
        return new Result(List.of(clipped), state);
    }

    private int f() {
        return Objects.requireNonNull(byzantine, "byzantine of adaptive-robust-clipping is not resolved yet");
    }

    @Override
    public Stage resolved(Cohort cohort) {
        return byzantine != null ? this : new AdaptiveRobustClipping(cohort.byzantine());
    }

    @Override
    public Optional<String> infeasible(int n) {
        return Aggregator.majority("adaptive-robust-clipping", f(), n);
    }
}
