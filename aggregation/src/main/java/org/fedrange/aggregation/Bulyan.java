package org.fedrange.aggregation;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Chooses updates by repeated Krum, then takes of the chosen, per coordinate, the mean of the values nearest to their median.
 *
 * <pre>
 * S = {};  theta = n - 2f times: move into S the row of smallest Krum score among the r rows left, with r - f - 2 neighbors
 * [a]_k = 1/beta sum of the beta = theta - 2f values of S nearest to the median of S in coordinate k, of equal ones the first
 * </pre>
 *
 * <p>Example: 0, 1, 3, 4, 6, 7, 100 with f = 1. Scores with four neighbors of 0, 1, 3, 4, ..: 1 + 9 + 16 + 36 = 62, 1 + 4 + 9 + 25 = 39, 4 + 1 +
 * 9 + 9 = 23, 1 + 4 + 9 + 9 = 23, ..: 3 is chosen first. In the end 3, 4, 6, 1 and 0 are; their median is 3, and beta = 3 values are nearest
 * to it: 3, 4 and 1, with mean 2.667.
 *
 * <p>The verdict's weight is the part of all values averaged which came from the update; its score is Krum's among all updates.
 *
 * <p>Source: El Mhamdi, Guerraoui, Rouault, "The Hidden Vulnerability of Distributed Learning in Byzantium", 2018. Other implementations
 * choose all by one score, or use other numbers of neighbors.
 */
public record Bulyan(
        @Parameter(value = "updates that may be Byzantine", unit = "updates", min = 0, derived = "the experiment's declared number")
                @Nullable Integer byzantine)
        implements Aggregator {
    public Bulyan {
        Parameters.check(Bulyan.class, byzantine);
    }

    @Override
    public Result aggregate(Context context, State state, List<Update> updates) {
        requireFeasible(updates.size());
        double[][] distances = Rows.of(updates).squaredDistances();
        int[] all = IntStream.range(0, updates.size()).toArray();
        int[] chosen = chosen(distances, updates.size() - 2 * f());
        Rows.Middle middle = MedianNeighbors.of(
                Rows.of(Arrays.stream(chosen).mapToObj(updates::get).toList()), chosen.length - 2 * f());
        double[] shares = middle.shares();
        double[] weights = new double[all.length];
        for (int i = 0; i < chosen.length; i++) {
            weights[chosen[i]] = shares[i];
        }
        return new Result(middle.mean(), Verdict.onEach(updates, weights, scores(distances, all)), state);
    }

    /** The chosen rows, in node order. */
    private int[] chosen(double[][] distances, int many) {
        int[] left = IntStream.range(0, distances.length).toArray();
        int[] chosen = new int[many];
        for (int k = 0; k < many; k++) {
            int best = left[Rows.smallest(scores(distances, left), 1)[0]];
            chosen[k] = best;
            left = Arrays.stream(left).filter(i -> i != best).toArray();
        }
        Arrays.sort(chosen);
        return chosen;
    }

    private double[] scores(double[][] distances, int[] left) {
        return Arrays.stream(left).mapToDouble(i -> Arrays.stream(left).filter(j -> j != i).mapToDouble(j -> distances[i][j])
                .sorted().limit(Math.max(0, left.length - f() - 2)).sum()).toArray();
    }

    private int f() {
        return Objects.requireNonNull(byzantine, "byzantine of bulyan is not resolved yet");
    }

    @Override
    public Aggregator resolved(Cohort cohort) {
        return byzantine != null ? this : new Bulyan(cohort.byzantine());
    }

    @Override
    public Optional<String> infeasible(int n) {
        long needed = 4L * f() + 3;
        return n >= needed ? Optional.empty() : Optional.of("bulyan needs at least 4 byzantine + 3 = " + needed + " updates");
    }
}
