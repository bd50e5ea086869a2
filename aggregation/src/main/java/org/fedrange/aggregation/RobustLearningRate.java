package org.fedrange.aggregation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;

/**
 * The mean, turned round in each coordinate in which too few updates agree on the sign: there the model unlearns what a few push for.
 *
 * <pre>
 * [a]_k = +[m]_k if |sum_i sign([x_i]_k)| >= threshold, else -[m]_k,   m = 1/n sum_i x_i
 * </pre>
 *
 * <p>Example: (1, 5), (2, -1), (3, -1) with threshold 2: the signs add up to 3 and -1; the mean is (2, 1), and (2, -1) is answered.
 *
 * <p>The verdict's score is the part of the coordinates in which the update has the sign of the majority.
 *
 * <p>Source: Ozdayi, Kantarcioglu, Gel, "Defending against Backdoors in Federated Learning with Robust Learning Rate", 2021; applied to
 * updates, where others apply it to weights.
 */
public record RobustLearningRate(
        @Parameter(value = "by how much the updates that grow must outnumber those that fall, or the other way round", unit = "updates", min = 0)
                double threshold)
        implements Aggregator {
    public RobustLearningRate {
        Parameters.check(RobustLearningRate.class, threshold);
    }

    @Override
    public Result aggregate(Context context, State state, List<Update> updates) {
        requireFeasible(updates.size());
        Rows rows = Rows.of(updates);
        double[] weights = new double[rows.count];
        Arrays.fill(weights, 1.0 / rows.count);
        ParameterVector mean = rows.combined(weights);
        SignVotes votes = new SignVotes(rows);
        double[] means = new double[Rows.BLOCK];
        ParameterVector result = rows.filled((from, length, block) -> {
            votes.count(from, length, block);
            mean.read(from, length, means);
            for (int k = 0; k < length; k++) {
                block[k] = Math.abs(block[k]) >= threshold ? means[k] : -means[k];
            }
        });
        return new Result(result, Verdict.onEach(updates, weights, votes.agreement()), state);
    }

    @Override
    public Optional<String> infeasible(int n) {
        return n >= 1 && threshold <= n ? Optional.empty()
                : Optional.of("robust-learning-rate needs at least threshold = " + threshold + " updates, or every coordinate is turned round");
    }
}
