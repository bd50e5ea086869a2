package org.fedrange.aggregation;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Takes weight from the updates that lie far out along the direction in which all vary most, again and again, and answers with the weighted
 * mean that varied least (CAF).
 *
 * <pre>
 * c_i = 1;   while sum c > n - 2f:   m = sum c_i x_i / sum c,   (lambda, u) the largest eigenpair of sum c_i (x_i - m)(x_i - m)^T / sum c,
 *            remember m if lambda is the smallest so far,   t_i = (u . (x_i - m))^2,   c_i = c_i (1 - t_i / max t)   over those with c_i > 0
 * </pre>
 *
 * <p>Example: 0, 1, 5 with f = 1: m = 2, lambda = (4 + 1 + 9) / 3 = 4.667, t = 4, 1, 9, so c = 5/9, 8/9, 0 with the sum 13/9, still above 1:
 * m = 8/13, lambda = 40/169 = 0.237, the smaller, t = 64/169 and 25/169, so c = 0, 0.542, 0 with the sum 0.542: m = 0.615 is the answer.
 *
 * <p>The verdict's weight is c_i / sum c of the mean remembered. At least one step is made, so with f = 0 the answer is the plain mean. The
 * eigenpair is exact, where others take one step of the power method from a random start. The maximum is over updates that still have weight,
 * so that each step takes one out; over all, an outlier long out would keep it from ever ending.
 *
 * <p>Source: Allouah, Guerraoui, Stephan, "Towards Trustworthy Federated Learning with Untrusted Participants", 2025.
 */
public record CovarianceFilter(
        @Parameter(value = "updates that may be Byzantine", unit = "updates", min = 0, derived = "the experiment's declared number")
                @Nullable Integer byzantine)
        implements Aggregator {
    public CovarianceFilter {
        Parameters.check(CovarianceFilter.class, byzantine);
    }

    @Override
    public Result aggregate(Context context, State state, List<Update> updates) {
        requireFeasible(updates.size());
        Rows rows = Rows.of(updates);
        double[] weights = weights(rows.squaredDistances());
        return new Result(rows.combined(weights), Verdict.onEach(updates, weights), state);
    }

    private double[] weights(double[][] distances) {
        double[] c = new double[distances.length];
        Arrays.fill(c, 1);
        double[] best = shares(c);
        double least = Double.POSITIVE_INFINITY;
        do {
            double[] shares = shares(c);
            double[][] products = Scatter.products(distances, shares);
            EigenPair pair = EigenPair.largest(weighted(products, shares));
            if (pair.value() < least) {
                least = pair.value();
                best = shares;
            }
            double[] projections = squaredProjections(products, shares, pair);
            double farthest = 0;
            for (int i = 0; i < c.length; i++) {
                farthest = c[i] > 0 ? Math.max(farthest, projections[i]) : farthest;
            }
            if (!(farthest > 0)) {
                return best;
            }
            double[] before = c;
            c = new double[before.length];
            for (int i = 0; i < c.length; i++) {
                c[i] = before[i] > 0 ? before[i] * (1 - projections[i] / farthest) : 0;
            }
        } while (Arrays.stream(c).sum() > c.length - 2.0 * f());
        return best;
    }

    private static double[] shares(double[] c) {
        double sum = Arrays.stream(c).sum();
        return Arrays.stream(c).map(each -> each / sum).toArray();
    }

    /** The matrix of the points times the roots of their shares, which has the eigenvalues of their covariance. */
    private static double[][] weighted(double[][] products, double[] shares) {
        double[][] weighted = new double[shares.length][shares.length];
        for (int i = 0; i < shares.length; i++) {
            for (int j = 0; j < shares.length; j++) {
                weighted[i][j] = Math.sqrt(shares[i]) * products[i][j] * Math.sqrt(shares[j]);
            }
        }
        return weighted;
    }

    /** With u = sum_i sqrt(w_i) a_i (x_i - m) / sqrt(lambda), the squares of u . (x_j - m). */
    private static double[] squaredProjections(double[][] products, double[] shares, EigenPair pair) {
        double[] projections = new double[shares.length];
        for (int j = 0; j < projections.length; j++) {
            double projection = 0;
            for (int i = 0; i < projections.length; i++) {
                projection += Math.sqrt(shares[i]) * pair.vector()[i] * products[i][j];
            }
            projections[j] = pair.value() > 0 ? projection * projection / pair.value() : 0;
        }
        return projections;
    }

    private int f() {
        return Objects.requireNonNull(byzantine, "byzantine of covariance-filter is not resolved yet");
    }

    @Override
    public Aggregator resolved(Cohort cohort) {
        return byzantine != null ? this : new CovarianceFilter(cohort.byzantine());
    }

    @Override
    public Optional<String> infeasible(int n) {
        return Aggregator.majority("covariance-filter", f(), n);
    }
}
