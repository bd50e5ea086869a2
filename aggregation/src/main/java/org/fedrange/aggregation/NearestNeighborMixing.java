package org.fedrange.aggregation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Puts in the place of each update the mean of those nearest to it, itself included, so that honest updates come to lie closer
 * together before a rule looks at them.
 *
 * <pre>
 * y_i = 1/(n - f) sum of the n - f rows x_j with the smallest ||x_i - x_j||, of equal ones the first
 * </pre>
 *
 * <p>Example: 0, 1, 3, 100 with f = 2: the two nearest to 0 are 0 and 1, to 1 are 1 and 0, to 3 are 3 and 1, to 100 are 100 and
 * 3; the answers are 0.5, 0.5, 2, 51.5.
 *
 * <p>Source: Allouah, Farhadkhani, Guerraoui, Gupta, Pinot, Stephan, "Fixing by Mixing: A Recipe for Optimal Byzantine ML under
 * Heterogeneity", 2023, algorithm 2.
 */
public record NearestNeighborMixing(
        @Parameter(value = "updates left out of each mean", unit = "updates", min = 0, derived = "the experiment's declared number")
                @Nullable Integer byzantine)
        implements Stage {
    public NearestNeighborMixing {
        Parameters.check(NearestNeighborMixing.class, byzantine);
    }

    @Override
    public Result apply(Context context, State state, List<Update> updates) {
        requireFeasible(updates.size());
        Rows rows = Rows.of(updates);
        double[][] distances = rows.squaredDistances();
        int[][] nearest = new int[updates.size()][];
        for (int i = 0; i < nearest.length; i++) {
            nearest[i] = Rows.smallest(distances[i], nearest.length - f());
        }
        List<ParameterVector> mixed = rows.means(nearest);
        return new Result(
                IntStream.range(0, nearest.length).mapToObj(i -> updates.get(i).withChange(mixed.get(i))).toList(), state);
    }

    private int f() {
        return Objects.requireNonNull(byzantine, "byzantine of nearest-neighbor-mixing is not resolved yet");
    }

    @Override
    public Stage resolved(Cohort cohort) {
        return byzantine != null ? this : new NearestNeighborMixing(cohort.byzantine());
    }

    @Override
    public Optional<String> infeasible(int n) {
        return n > f()
                ? Optional.empty()
                : Optional.of("nearest-neighbor-mixing needs at least byzantine + 1 = " + (f() + 1L) + " updates");
    }
}
