package org.fedrange.aggregation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;

/**
 * Keeps updates of usual length whose shares of positive, negative and zero coordinates are those of the crowd, and averages them, clipped to the
 * median norm.
 *
 * <pre>
 * M = median ||x_i||;   A = {i: lower M <= ||x_i|| <= upper M}
 * B = the largest cluster, by mean shift, of the shares of positive, negative and zero numbers among coordinates drawn for the round
 * a = mean over A and B of x_i min(1, M / ||x_i||);   zero where no update is in both
 * </pre>
 *
 * <p>Example: (1, 2), (2, 1), (1.5, 1.5), (-1, -2), (90, 90) over all coordinates: M = 2.236, so the last is too long; the first three have only
 * positive numbers, the fourth only negative ones: the mean of the first three, (1.5, 1.5), is the answer.
 *
 * <p>The verdict's score is the norm. The norms are tested before anything is clipped: after it, no update is too long.
 *
 * <p>Source: Xu, Huang, Song, Lan, "Byzantine-robust Federated Learning through Collaborative Malicious Gradient Filtering", 2022 (SignGuard).
 */
public record SignGuard(
        @Parameter(value = "shortest norm kept, as a multiple of the median norm", min = 0, byDefault = "0.1") double lower,
        @Parameter(value = "longest norm kept, as a multiple of the median norm", min = 1, byDefault = "3.0") double upper,
        @Parameter(value = "share of the coordinates whose signs are counted", above = 0, max = 1, byDefault = "0.1") double coordinateFraction)
        implements Aggregator {
    public SignGuard {
        Parameters.check(SignGuard.class, lower, upper, coordinateFraction);
        if (lower > 1) {
            throw new IllegalArgumentException("lower must be at most 1, or the median itself is too short, got " + lower);
        }
    }

    @Override
    public Result aggregate(Context context, State state, List<Update> updates) {
        requireFeasible(updates.size());
        Rows rows = Rows.of(updates);
        double[] norms = rows.distances(new double[rows.columns]);
        double median = Rows.median(Arrays.stream(norms).sorted().toArray());
        // At least one coordinate.
        int counted = Math.max(1, (int) Math.round(coordinateFraction * rows.columns));
        boolean[] crowd = MeanShift.largestCluster(signs(DrawnCoordinates.of(updates, counted, context.stream())));
        int[] kept = IntStream.range(0, norms.length)
                .filter(i -> crowd[i] && norms[i] >= lower * median && norms[i] <= upper * median).toArray();
        return new Result(
                rows.clippedMean(kept, norms, median), Verdict.onEach(updates, rows.equalWeights(kept), norms), state);
    }

    /** For each row of the drawn coordinates the shares of positive, negative and zero numbers. */
    private static double[][] signs(Rows drawn) {
        double[][] shares = new double[drawn.count][3];
        double[] block = new double[Rows.BLOCK];
        for (int from = 0; from < drawn.columns; from += Rows.BLOCK) {
            int length = Math.min(Rows.BLOCK, drawn.columns - from);
            for (int i = 0; i < drawn.count; i++) {
                drawn.read(i, from, length, block);
                for (int k = 0; k < length; k++) {
                    shares[i][block[k] > 0 ? 0 : block[k] < 0 ? 1 : 2] += 1.0 / drawn.columns;
                }
            }
        }
        return shares;
    }

    @Override
    public Optional<String> infeasible(int n) {
        return n >= 1 ? Optional.empty() : Optional.of("sign-guard needs at least 1 update");
    }
}
