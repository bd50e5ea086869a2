package org.fedrange.learning.optimizer;

import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;

/**
 * Yogi at the coordinator: as Adam, but the mean square moves by no more than (1 - beta2) delta^2, so that it forgets slowly.
 *
 * <pre>
 * m = beta1 m + (1 - beta1) delta
 * v = v - (1 - beta2) delta^2 sign(v - delta^2)
 * model = model + learningRate m / (sqrt(v) + tau)
 * </pre>
 *
 * <p>m starts at 0 and v at tau^2, without correction of their start, as in the paper; libraries' Adam corrects it.
 *
 * <p>Example: learning rate 0.1, change 1: m = 0.1, v = 10^-6 + 0.01 = 0.010001, and the step is
 * 0.1 x 0.1 / (0.100005 + 0.001) = 0.0990. Changes of 0 after that leave v as it is, where Adam halves it in 69 rounds.
 *
 * <p>Source: Reddi, Charles, Zaheer, Garrett, Rush, Konečný, Kumar, McMahan, "Adaptive Federated Optimization", 2021, algorithm 2.
 */
public record FedYogi(
        @Parameter(value = "step along the scaled mean", above = 0) double learningRate,
        @Parameter(value = "share of the old mean kept in each round", min = 0, below = 1, byDefault = "0.9") double beta1,
        @Parameter(value = "share of the old mean square kept in each round", min = 0, below = 1, byDefault = "0.99") double beta2,
        @Parameter(value = "degree of adaptivity: smaller adapts more", above = 0, byDefault = "0.001") double tau)
        implements ServerOptimizer {
    public FedYogi {
        Parameters.check(FedYogi.class, learningRate, beta1, beta2, tau);
    }

    @Override
    public Memory fresh(ParameterVector model) {
        return Moments.fresh(model, tau);
    }

    @Override
    public int remembered() {
        return 2;
    }

    @Override
    public Step step(Memory memory, ParameterVector model, ParameterVector proposed) {
        return ((Moments) memory).step(model, proposed, beta1, (v, square) -> v - (1 - beta2) * square * Math.signum(v - square), learningRate, tau);
    }
}
