package org.fedrange.aggregation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fedrange.learning.ParameterVector;

/**
 * Per coordinate, the sign that most updates have: +1, -1, or 0 where they balance.
 *
 * <pre>
 * [a]_k = sign(sum_i sign([x_i]_k))
 * </pre>
 *
 * <p>Example: (3, -1), (-0.1, -2), (0.2, 4) gives (1, -1). The step has length 1 in each coordinate, so the learning rate must be small.
 *
 * <p>The verdict's score is the part of the coordinates in which the update has the sign of the answer.
 *
 * <p>Source: Bernstein, Zhao, Azizzadenesheli, Anandkumar, "signSGD with Majority Vote is Communication Efficient and Fault Tolerant", 2019.
 */
public record SignMajority() implements Aggregator {
    @Override
    public Result aggregate(Context context, State state, List<Update> updates) {
        requireFeasible(updates.size());
        Rows rows = Rows.of(updates);
        SignVotes votes = new SignVotes(rows);
        ParameterVector result = rows.filled((from, length, block) -> {
            votes.count(from, length, block);
            for (int k = 0; k < length; k++) {
                block[k] = Math.signum(block[k]);
            }
        });
        double[] none = new double[updates.size()];
        Arrays.fill(none, Double.NaN);
        return new Result(result, Verdict.onEach(updates, none, votes.agreement()), state);
    }

    @Override
    public Optional<String> infeasible(int n) {
        return n >= 1 ? Optional.empty() : Optional.of("sign-majority needs at least 1 update");
    }
}
