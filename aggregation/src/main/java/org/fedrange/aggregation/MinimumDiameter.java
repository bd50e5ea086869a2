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
 * The mean of those n - f updates of which the two farthest apart are nearest to one another, found exactly (MDA).
 *
 * <pre>
 * S = the first subset of n - f rows, in lexicographic order, with the smallest max_{i,j in S} ||x_i - x_j||;   a = 1/(n - f) sum_{i in S} x_i
 * </pre>
 *
 * <p>Example: 0, 1, 3, 4, 100 with f = 2: {0, 1, 3} and {1, 3, 4} both have diameter 3; the first gives 4/3 = 1.333.
 *
 * <p>Not all subsets are listed: rows too far apart must not both stay, so for each candidate diameter at most f rows are sought that leave no
 * such pair (a vertex cover), a search that grows with f alone.
 *
 * <p>Source: El Mhamdi, Guerraoui, Guirguis, Hoang, Rouault, "Genuinely Distributed Byzantine Machine Learning", 2020.
 */
public record MinimumDiameter(
        @Parameter(value = "updates left out", unit = "updates", min = 0, derived = "the experiment's declared number")
                @Nullable Integer byzantine)
        implements Aggregator {
    /** A cautious bound: random updates take well below a second up to here, but the worst case grows by about a half with each. */
    private static final int MOST_BYZANTINE = 30;

    public MinimumDiameter {
        Parameters.check(MinimumDiameter.class, byzantine);
    }

    @Override
    public Result aggregate(Context context, State state, List<Update> updates) {
        requireFeasible(updates.size());
        Rows rows = Rows.of(updates);
        int[] subset = subset(rows.squaredDistances());
        return new Result(rows.means(new int[][] {subset}).getFirst(), Verdict.onEach(updates, rows.equalWeights(subset)), state);
    }

    private int[] subset(double[][] distances) {
        int n = distances.length;
        double[] candidates = IntStream.range(0, n).boxed()
                .flatMapToDouble(i -> Arrays.stream(distances[i], 0, i + 1)).sorted().distinct().toArray();
        int low = 0;
        int high = candidates.length - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (new Cover(distances, candidates[middle]).within(f())) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return new Cover(distances, candidates[low]).firstRest(f());
    }

    /** Rows to leave out so that no two that stay are farther apart than a limit. */
    private static final class Cover {
        private final boolean[][] tooFar;
        private final boolean[] out;
        private final boolean[] mustStay;

        Cover(double[][] distances, double limit) {
            int n = distances.length;
            tooFar = new boolean[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    tooFar[i][j] = distances[i][j] > limit;
                }
            }
            out = new boolean[n];
            mustStay = new boolean[n];
        }

        /** Whether at most {@code budget} more rows need be left out. */
        boolean within(int budget) {
            int worst = -1;
            int most = 0;
            for (int i = 0; i < out.length; i++) {
                int degree = degree(i);
                if (degree > 0 && mustStay[i]) {
                    return leavingOutNeighbors(i, budget);
                }
                if (degree > most) {
                    most = degree;
                    worst = i;
                }
            }
            if (most == 0) {
                return budget >= 0;
            }
            return budget > 0 && (leavingOut(worst, budget) || leavingOutNeighbors(worst, budget));
        }

        private int degree(int row) {
            int degree = 0;
            for (int j = 0; j < out.length; j++) {
                degree += !out[row] && !out[j] && tooFar[row][j] ? 1 : 0;
            }
            return degree;
        }

        private boolean leavingOut(int row, int budget) {
            if (mustStay[row]) {
                return false;
            }
            out[row] = true;
            boolean found = within(budget - 1);
            out[row] = false;
            return found;
        }

        private boolean leavingOutNeighbors(int row, int budget) {
            int[] neighbors = IntStream.range(0, out.length).filter(j -> !out[j] && tooFar[row][j]).toArray();
            if (neighbors.length > budget || Arrays.stream(neighbors).anyMatch(j -> mustStay[j])) {
                return false;
            }
            Arrays.stream(neighbors).forEach(j -> out[j] = true);
            boolean found = within(budget - neighbors.length);
            Arrays.stream(neighbors).forEach(j -> out[j] = false);
            return found;
        }

        /** What stays, of all possibilities the first in lexicographic order, when exactly {@code budget} rows are left out. */
        int[] firstRest(int budget) {
            int left = budget;
            int staying = 0;
            for (int i = 0; i < out.length; i++) {
                mustStay[i] = staying < out.length - budget;
                if (mustStay[i] && within(left)) {
                    staying++;
                } else {
                    mustStay[i] = false;
                    out[i] = true;
                    left--;
                }
            }
            return IntStream.range(0, out.length).filter(i -> mustStay[i]).toArray();
        }
    }

    private int f() {
        return Objects.requireNonNull(byzantine, "byzantine of minimum-diameter is not resolved yet");
    }

    @Override
    public Aggregator resolved(Cohort cohort) {
        return byzantine != null ? this : new MinimumDiameter(cohort.byzantine());
    }

    @Override
    public Optional<String> infeasible(int n) {
        return Aggregator.majority("minimum-diameter", f(), n).or(() -> f() <= MOST_BYZANTINE
                ? Optional.empty()
                : Optional.of("minimum-diameter searches exactly, which takes too long for byzantine above " + MOST_BYZANTINE + ", here " + f()
                        + "; it can leave out " + MOST_BYZANTINE + " of any number of updates from " + (2 * MOST_BYZANTINE + 1)
                        + " on, and multi-krum leaves out more"));
    }
}
