package org.fedrange.learning.optimizer;

import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;

/**
 * Adagrad at the coordinator: steps scaled, coordinate by coordinate, by all squares of the change so far.
 *
 * <pre>
 * m = beta1 m + (1 - beta1) delta
 * v = v + delta^2
 * model = model + learningRate m / (sqrt(v) + tau)
 * </pre>
 *
 * <p>m starts at 0 and v at tau^2, without correction of their start, as in the paper; libraries' Adam corrects it.
 *
 * <p>Example: learning rate 0.1, changes 1 and 1: v = 1.000001 and then 2.000001, and the steps are 0.1 / 1.001 = 0.0999 and
 * 0.1 / 1.4152 = 0.0707.
 *
 * <p>Source: Reddi, Charles, Zaheer, Garrett, Rush, Konečný, Kumar, McMahan, "Adaptive Federated Optimization", 2021, algorithm 2.
 */
public record FedAdagrad(
        @Parameter(value = "step along the scaled mean", above = 0) double learningRate,
        @Parameter(value = "share of the old mean kept in each round", min = 0, below = 1, byDefault = "0") double beta1,
        @Parameter(value = "degree of adaptivity: smaller adapts more", above = 0, byDefault = "0.001") double tau)
        implements ServerOptimizer {
    public FedAdagrad {
        Parameters.check(FedAdagrad.class, learningRate, beta1, tau);
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
        return ((Moments) memory).step(model, proposed, beta1, (v, square) -> v + square, learningRate, tau);
    }
}
