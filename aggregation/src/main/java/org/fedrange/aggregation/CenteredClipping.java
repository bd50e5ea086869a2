package org.fedrange.aggregation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;

/**
 * Moves a center, kept from round to round, by the mean of the differences from it, each clipped to a radius.
 *
 * <pre>
 * v = result of the round before, 0 in the first;   repeat:   v = v + 1/n sum_i (x_i - v) min(1, radius / ||x_i - v||)
 * </pre>
 *
 * <p>Example: 1, 2, 30 with radius 3 from v = 0: (1 + 2 + 3) / 3 = 2. In the next round with the same updates from 2: 2 + (-1 + 0 + 3) / 3 =
 * 2.667.
 *
 * <p>The verdict's weight is the update's clipping factor in the last step divided by n; its score the distance from the center then.
 *
 * <p>Source: Karimireddy, He, Jaggi, "Learning from History for Byzantine Robust Optimization", 2021, algorithm 2. Other implementations use
 * radius 5 or 10, or a center without memory.
 */
public record CenteredClipping(
        @Parameter(value = "largest difference from the center left alone", above = 0, byDefault = "100") double radius,
        @Parameter(value = "steps in each round", unit = "iterations", min = 1, max = 10_000, byDefault = "1") int iterations)
        implements Aggregator {
    public CenteredClipping {
        Parameters.check(CenteredClipping.class, radius, iterations);
    }

    /** The result of the round before. */
    public record Center(ParameterVector vector) implements State {}

    @Override
    public Result aggregate(Context context, State state, List<Update> updates) {
        requireFeasible(updates.size());
        Rows rows = Rows.of(updates);
        double[] center = state instanceof Center(ParameterVector before) ? before.toDoubles() : new double[rows.columns];
        double[] distances = new double[rows.count];
        double[] weights = new double[rows.count];
        for (int iteration = 0; iteration < iterations; iteration++) {
            distances = rows.distances(center);
            for (int i = 0; i < weights.length; i++) {
                weights[i] = Math.min(1, radius / distances[i]) / weights.length;
            }
            center = moved(center, rows, weights);
        }
        double[] last = center;
        ParameterVector result = rows.filled((from, length, block) -> System.arraycopy(last, from, block, 0, length));
        return new Result(result, Verdict.onEach(updates, weights, distances), new Center(result));
    }

    @Override
    public long remembered(long nodes) {
        return 1;
    }

    private static double[] moved(double[] center, Rows rows, double[] weights) {
        double stays = 1 - Arrays.stream(weights).sum();
        double[] moved = rows.combinedDoubles(weights);
        Arrays.setAll(moved, k -> moved[k] + stays * center[k]);
        return moved;
    }

    @Override
    public Optional<String> infeasible(int n) {
        return n >= 1 ? Optional.empty() : Optional.of("centered-clipping needs at least 1 update");
    }
}
