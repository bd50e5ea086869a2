package org.fedrange.aggregation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * The mean of those n - f updates that vary least along their own main direction, found exactly (SMEA).
 *
 * <pre>
 * S = the first subset of n - f rows with the smallest largest eigenvalue of sum_{i in S} (x_i - m_S)(x_i - m_S)^T;   a = m_S = the mean of S
 * </pre>
 *
 * <p>Example: 0, 1, 3, 100 with f = 1: of one coordinate the eigenvalue is the sum of squares about the mean, least for {0, 1, 3} with
 * 14/3; the answer is 4/3 = 1.333.
 *
 * <p>A subset is given up as soon as a part of it is no better than the best so far: a further row never lowers the eigenvalue. The eigenvalue
 * is exact, where others take one step of the power method from a random start.
 *
 * <p>Source: Allouah, Guerraoui, Gupta, Pinot, Rizk, "Robust Distributed Learning: Tight Error Bounds and Breakdown Point under Data
 * Heterogeneity", 2023.
 */
public record SmallestEigenvalue(
        @Parameter(value = "updates left out", unit = "updates", min = 0, derived = "the experiment's declared number")
                @Nullable Integer byzantine)
        implements Aggregator {
    private static final long MOST_SUBSETS = 100_000;

    public SmallestEigenvalue {
        Parameters.check(SmallestEigenvalue.class, byzantine);
    }

    @Override
    public Result aggregate(Context context, State state, List<Update> updates) {
        requireFeasible(updates.size());
        Rows rows = Rows.of(updates);
        int[] subset = new Search(rows.squaredDistances(), rows.count - f()).best();
        return new Result(rows.means(new int[][] {subset}).getFirst(), Verdict.onEach(updates, rows.equalWeights(subset)), state);
    }

    /** A search through the subsets in lexicographic order. */
    private static final class Search {
        private final double[][] distances;
        private final int[] chosen;
        private int[] best;
        private double least = Double.POSITIVE_INFINITY;

        Search(double[][] distances, int size) {
            this.distances = distances;
            this.chosen = new int[size];
            this.best = new int[0];
        }

        int[] best() {
            extend(0, 0);
            return best;
        }

        private void extend(int many, int from) {
            double eigenvalue = many < 2 ? 0 : EigenPair.largest(Scatter.products(distances, chosen, many)).value();
            // Equal up to rounding: the first stays.
            if (eigenvalue >= least * (1 - 1e-12)) {
                return;
            }
            if (many == chosen.length) {
                least = eigenvalue;
                best = chosen.clone();
                return;
            }
            for (int i = from; i <= distances.length - (chosen.length - many); i++) {
                chosen[many] = i;
                extend(many + 1, i + 1);
            }
        }
    }

    private int f() {
        return Objects.requireNonNull(byzantine, "byzantine of smallest-eigenvalue is not resolved yet");
    }

    @Override
    public Aggregator resolved(Cohort cohort) {
        return byzantine != null ? this : new SmallestEigenvalue(cohort.byzantine());
    }

    @Override
    public Optional<String> infeasible(int n) {
        return Aggregator.majority("smallest-eigenvalue", f(), n).or(() -> searchable(n, f())
                ? Optional.empty()
                : Optional.of("smallest-eigenvalue searches all choices of n - byzantine updates, which takes too long for more than " + MOST_SUBSETS
                        + " choices; " + whatWorks(n)));
    }

    private static boolean searchable(int n, int f) {
        double subsets = 1;
        for (int i = 1; i <= f; i++) {
            subsets = subsets * (n - f + i) / i;
        }
        return Math.round(subsets) <= MOST_SUBSETS;
    }

    private String whatWorks(int n) {
        int fewer = f() - 1;
        while (!searchable(n, fewer)) {
            fewer--;
        }
        int most = 2 * f() + 1;
        while (searchable(most, f())) {
            most++;
        }
        return "of " + n + " updates it can leave out " + fewer + " at most"
                + (most > 2 * f() + 1 ? ", and " + f() + " of " + (most - 1) + " at most" : "; minimum-diameter, searched faster, can leave out more");
    }
}
