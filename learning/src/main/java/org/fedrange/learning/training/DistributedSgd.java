package org.fedrange.learning.training;

import java.util.random.RandomGenerator;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.model.Network;

/** Distributed SGD with momentum at the hospitals. */
public record DistributedSgd(
        @Parameter(value = "examples in one batch", min = 1, byDefault = "32") int batchSize,
        @Parameter(value = "step of the coordinator along the aggregate", above = 0) double learningRate,
        @Parameter(value = "share of the old momentum kept in each round", min = 0, below = 1, byDefault = "0.9") double momentum,
        @Parameter(value = "L2 penalty, as a rate", min = 0, byDefault = "0") double weightDecay)
        implements Training {
    public DistributedSgd {
        Parameters.check(DistributedSgd.class, batchSize, learningRate, momentum, weightDecay);
    }

    @Override
    public Memory fresh(Network network) {
        throw new IllegalStateException("being written");
    }

    @Override
    public Local train(Network network, ParameterVector global, Examples examples, Memory memory, RandomGenerator stream) {
        throw new IllegalStateException("being written");
    }

    @Override
    public ParameterVector apply(ParameterVector global, ParameterVector aggregate) {
        throw new IllegalStateException("being written");
    }
}
