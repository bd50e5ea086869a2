package org.fedrange.learning.training;

import java.util.random.RandomGenerator;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.model.Network;

/**
 * Federated averaging: each hospital takes local steps of SGD from the global model over all its examples and sends the
 * difference; the coordinator adds the aggregate of the differences.
 *
 * <pre>
 * hospital:     w = global; for each epoch, for each batch: one {@link SgdStep};  sends w - global
 * coordinator:  global = global + a
 * </pre>
 *
 * <p>Examples are shuffled anew in each epoch; velocity starts at zero in each round. Rules and attacks see differences, never
 * weights. With the weighted mean as the rule this is the published algorithm.
 *
 * <p>Example: two batches with gradients 1 and then 0.5, learning rate 0.1, no momentum: sends -0.1 - 0.05 = -0.15.
 *
 * <p>Source: McMahan, Moore, Ramage, Hampson, Agüera y Arcas, "Communication-Efficient Learning of Deep Networks from
 * Decentralized Data", 2017, algorithm 1.
 */
public record FedAvg(
        @Parameter(value = "passes over a hospital's examples in one round", unit = "epochs", min = 1, byDefault = "1") int localEpochs,
        @Parameter(value = "size of one batch", unit = "examples", min = 1, byDefault = "32") int batchSize,
        @Parameter(value = "step of the hospital along its velocity", above = 0) double learningRate,
        @Parameter(value = "share of the old velocity kept in each step", min = 0, below = 1, byDefault = "0") double momentum,
        @Parameter(value = "L2 penalty, as a rate", min = 0, byDefault = "0") double weightDecay)
        implements Training {
    public FedAvg {
        Parameters.check(FedAvg.class, localEpochs, batchSize, learningRate, momentum, weightDecay);
    }

    /** Nothing is remembered between rounds. */
    record Nothing() implements Memory {}

    @Override
    public Memory fresh(Network network) {
        return new Nothing();
    }

    @Override
    public Local train(Network network, ParameterVector global, Examples examples, Memory memory, RandomGenerator stream) {
        LocalSteps steps = new LocalSteps(localEpochs, batchSize, new SgdStep(learningRate, momentum, weightDecay));
        return steps.local(steps.walk(network, (FloatVector) global, examples, stream, LocalSteps.Correction.none()), memory, examples);
    }

    @Override
    public ParameterVector apply(ParameterVector global, ParameterVector aggregate) {
        return global.plus(aggregate);
    }
}
