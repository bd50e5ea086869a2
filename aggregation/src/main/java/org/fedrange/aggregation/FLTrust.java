package org.fedrange.aggregation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;

/**
 * Trusts an update as far as it points where the coordinator's own training on a small clean data set points, and brings all to its length.
 *
 * <pre>
 * s_i = max(0, cos(x_i, x_0));   a = sum_i s_i ||x_0|| / ||x_i|| x_i / sum_i s_i,   x_0 the root update;   zero where no s_i is above 0
 * </pre>
 *
 * <p>Example: x_0 = (2, 0); (1, 0), (3, 4), (-9, 0): s = 1, 0.6, 0, brought to length 2: (2, 0), (1.2, 1.6): a = (2 + 0.72, 0.96) / 1.6 = (1.7, 0.6).
 *
 * <p>The verdict's weight is s_i over the sum; its score the cosine. The root examples are drawn from the patients kept for validation, who then
 * choose nothing: no hospital trains on them, and none is a test patient. In each round the coordinator trains on them as a hospital would.
 *
 * <p>Source: Cao, Fang, Liu, Gong, "FLTrust: Byzantine-robust Federated Learning via Trust Bootstrapping", 2021, algorithm 2. Where nobody is
 * trusted the paper divides by zero; here the model stays, elsewhere all are then trusted alike.
 */
public record FLTrust(
        @Parameter(value = "the coordinator's own examples, of those kept for validation", unit = "examples", min = 1, byDefault = "100") int rootExamples)
        implements Aggregator {
    public FLTrust {
        Parameters.check(FLTrust.class, rootExamples);
    }

    @Override
    public Result aggregate(Context context, State state, List<Update> updates) {
        requireFeasible(updates.size());
        ParameterVector root = context.root().orElseThrow(
                () -> new IllegalArgumentException("fltrust needs the coordinator's root update, and there is none"));
        Rows rows = Rows.of(updates);
        double[] norms = updates.stream().mapToDouble(update -> update.change().norm()).toArray();
        double[] cosines = Cosines.with(root, rows, norms);
        double trust = Arrays.stream(cosines).map(cosine -> Math.max(0, cosine)).sum();
        double[] weights = new double[rows.count];
        double[] factors = new double[rows.count];
        for (int i = 0; i < weights.length; i++) {
            if (cosines[i] > 0) {
                weights[i] = cosines[i] / trust;
                factors[i] = weights[i] * root.norm() / norms[i];
            }
        }
        return new Result(rows.combined(factors), Verdict.onEach(updates, weights, cosines), state);
    }

    @Override
    public Optional<String> infeasible(int n) {
        return n >= 1 ? Optional.empty() : Optional.of("fltrust needs at least 1 update");
    }
}
