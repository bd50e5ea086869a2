package org.fedrange.aggregation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;

/**
 * An approximation of the point with the smallest sum of distances to the updates: a few of Weiszfeld's steps from zero, with
 * distances smoothed from below.
 *
 * <pre>
 * z = 0;   repeat:   b_i = w_i / max(smoothing, ||x_i - z||),   z = sum_i b_i x_i / sum_i b_i
 * </pre>
 *
 * <p>w_i is the number of examples if weighted, else 1. Example: x = 1 and 3 with smoothing 0.1: the first step has b = 1 and
 * 1/3 and z = 2 / (4/3) = 1.5; the second b = 2 and 2/3 and again z = 1.5.
 *
 * <p>The verdict's weight is b_i / sum b in the last step; its score is the distance ||x_i - z|| of that step.
 *
 * <p>Source: Pillutla, Kakade, Harchaoui, "Robust Aggregation for Federated Learning", 2022 (RFA), algorithm 2, started at
 * zero; others start at the mean, or iterate until the point stands still.
 */
public record GeometricMedian(
        @Parameter(value = "smallest distance divided by", above = 0, byDefault = "0.1") double smoothing,
        @Parameter(value = "steps", unit = "iterations", min = 1, byDefault = "3") int iterations,
        @Parameter(value = "weight each update by its number of examples", byDefault = "false") boolean weighted)
        implements Aggregator {
    public GeometricMedian {
        Parameters.check(GeometricMedian.class, smoothing, iterations, weighted);
    }

    @Override
    public Result aggregate(Context context, State state, List<Update> updates) {
        requireFeasible(updates.size());
        Rows rows = Rows.of(updates);
        double[] shares = Mean.shares(updates, weighted);
        double[] distances = rows.distances(new double[rows.columns]);
        double[] weights = weights(distances, shares);
        for (int iteration = 1; iteration < iterations; iteration++) {
            distances = rows.distancesFromCombined(weights);
            weights = weights(distances, shares);
        }
        return new Result(rows.combined(weights), Verdict.onEach(updates, weights, distances), state);
    }

    private double[] weights(double[] distances, double[] shares) {
        double[] weights = new double[distances.length];
        Arrays.setAll(weights, i -> shares[i] / Math.max(smoothing, distances[i]));
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }

    @Override
    public Optional<String> infeasible(int n) {
        return n >= 1 ? Optional.empty() : Optional.of("geometric-median needs at least 1 update");
    }
}
