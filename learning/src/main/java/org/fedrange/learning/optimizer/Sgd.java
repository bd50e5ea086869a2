package org.fedrange.learning.optimizer;

import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;

/**
 * A step along the change, if wanted with momentum (FedAvgM); as it stands, the model that the training proposes.
 *
 * <pre>
 * m = momentum m + delta,  model = model + learningRate m
 * </pre>
 *
 * <p>Example: momentum 0.9, changes 1 and then 1: steps of 1 and 1.9.
 *
 * <p>Source: Hsu, Qi, Brown, "Measuring the Effects of Non-Identical Data Distribution for Federated Visual Classification", 2019.
 */
public record Sgd(
        @Parameter(value = "step along the velocity", above = 0, byDefault = "1") double learningRate,
        @Parameter(value = "share of the old velocity kept in each round", min = 0, below = 1, byDefault = "0") double momentum)
        implements ServerOptimizer {
    public Sgd {
        Parameters.check(Sgd.class, learningRate, momentum);
    }

    /** Nothing is remembered without momentum. */
    record Nothing() implements Memory {}

    /** The velocity. */
    record Velocity(ParameterVector vector) implements Memory {}

    @Override
    public Memory fresh(ParameterVector model) {
        return momentum == 0 ? new Nothing() : new Velocity(model.scaled(0));
    }

    @Override
    public int remembered() {
        return momentum == 0 ? 0 : 1;
    }

    @Override
    public Step step(Memory memory, ParameterVector model, ParameterVector proposed) {
        if (memory instanceof Velocity(ParameterVector old)) {
            ParameterVector velocity = proposed.minus(model).plus(momentum, old);
            return new Step(model.plus(learningRate, velocity), new Velocity(velocity));
        }
        // The proposal itself, to the bit, where nothing is to be changed about it.
        return new Step(learningRate == 1 ? proposed : model.plus(learningRate, proposed.minus(model)), memory);
    }
}
