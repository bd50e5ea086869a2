package org.fedrange.learning.training;

import java.util.random.RandomGenerator;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.model.Network;

/**
 * Federated averaging with a proximal term, which holds each hospital near the global model while it trains.
 *
 * <pre>
 * hospital:     minimises F(w) + mu/2 |w - global|^2:  each step adds mu (w - global) to the gradient;  sends w - global
 * coordinator:  global = global + a
 * </pre>
 *
 * <p>All else is as in fed-avg, which it is with {@code mu: 0}. The paper lets slow hospitals do part of the work; here every hospital
 * does all of it.
 *
 * <p>Example: two batches with gradient 1, learning rate 0.1, mu 0.5, global 0: w = -0.1, then the gradient is
 * 1 + 0.5 (-0.1) = 0.95 and w = -0.195; fed-avg sends -0.2.
 *
 * <p>Source: Li, Sahu, Zaheer, Sanjabi, Talwalkar, Smith, "Federated Optimization in Heterogeneous Networks", 2020, algorithm 2.
 */
public record FedProx(
        @Parameter(value = "weight of the proximal term", min = 0) double mu,
        @Parameter(value = "passes over a hospital's examples in one round", unit = "epochs", min = 1, byDefault = "1") int localEpochs,
        @Parameter(value = "size of one batch", unit = "examples", min = 1, byDefault = "32") int batchSize,
        @Parameter(value = "step of the hospital along its velocity", above = 0) double learningRate,
        @Parameter(value = "share of the old velocity kept in each step", min = 0, below = 1, byDefault = "0") double momentum,
        @Parameter(value = "L2 penalty, as a rate", min = 0, byDefault = "0") double weightDecay)
        implements Training {
    public FedProx {
        Parameters.check(FedProx.class, mu, localEpochs, batchSize, learningRate, momentum, weightDecay);
    }

    @Override
    public Memory fresh(Network network) {
        return new FedAvg.Nothing();
    }

    @Override
    public Local train(Network network, ParameterVector global, Examples examples, Memory memory, RandomGenerator stream) {
        LocalSteps steps = new LocalSteps(localEpochs, batchSize, new SgdStep(learningRate, momentum, weightDecay));
        float[] start = ((FloatVector) global).array();
        float pull = (float) mu;
        return steps.local(steps.walk(network, (FloatVector) global, examples, stream, (local, gradient) -> {
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += pull * (local[i] - start[i]);
            }
        }), memory, examples);
    }

    @Override
    public ParameterVector apply(ParameterVector global, ParameterVector aggregate) {
        return global.plus(aggregate);
    }
}
