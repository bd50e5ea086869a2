package org.fedrange.learning.training;

import java.util.random.RandomGenerator;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.model.Network;

/**
 * Distributed SGD with momentum at the hospitals: in each round one batch, whose gradient at the global model enters the
 * hospital's momentum, which it sends.
 *
 * <pre>
 * hospital:     m = momentum m + (1 - momentum) g,  m = 0 before the first round;  sends m
 * coordinator:  w = w - learningRate (a + weightDecay w),  with a the aggregate of what was sent
 * </pre>
 *
 * <p>The batch is drawn anew in each round, without replacement; a hospital with no more than {@code batchSize} examples uses
 * all of them. A hospital that misses a round keeps its momentum.
 *
 * <p>Example: momentum 0.9 and gradients 1 and then 2: sends 0.1, then 0.09 + 0.2 = 0.29.
 *
 * <p>Source: Karimireddy, He, Jaggi, "Learning from History for Byzantine Robust Optimization", 2021; Farhadkhani et al.,
 * "Byzantine Machine Learning Made Easy by Resilient Averaging of Momentums", 2022.
 */
public record DistributedSgd(
        @Parameter(value = "size of one batch", unit = "examples", min = 1, byDefault = "32") int batchSize,
        @Parameter(value = "step of the coordinator along the aggregate", above = 0) double learningRate,
        @Parameter(value = "share of the old momentum kept in each round", min = 0, below = 1, byDefault = "0.9") double momentum,
        @Parameter(value = "L2 penalty, as a rate", min = 0, byDefault = "0") double weightDecay)
        implements Training {
    public DistributedSgd {
        Parameters.check(DistributedSgd.class, batchSize, learningRate, momentum, weightDecay);
    }

    /** A hospital's momentum. */
    record Momentum(FloatVector vector) implements Memory {}

    @Override
    public Memory fresh(Network network) {
        return new Momentum(FloatVector.zeros(network.parameters()));
    }

    @Override
    public int remembered() {
        return 1;
    }

    @Override
    public Local train(Network network, ParameterVector global, Examples examples, Memory memory, RandomGenerator stream) {
        int[] rows = rows(examples.size(), stream);
        float[] moved = new float[global.size()];
        double loss = network.gradient(((FloatVector) global).array(), examples, rows, moved);
        move(((Momentum) memory).vector().array(), moved);
        FloatVector sent = FloatVector.owning(moved);
        return new Local(sent, new Momentum(sent), loss, examples.size(), rows.length);
    }

    @Override
    public int[] rows(int examples, RandomGenerator stream) {
        return Batches.one(examples, batchSize, stream);
    }

    /** From the gradient to the momentum, in place. */
    private void move(float[] old, float[] gradient) {
        float kept = (float) momentum;
        float added = (float) (1 - momentum);
        for (int i = 0; i < old.length; i++) {
            gradient[i] = kept * old[i] + added * gradient[i];
        }
    }

    @Override
    public ParameterVector apply(ParameterVector global, ParameterVector aggregate) {
        return global.combined(1 - learningRate * weightDecay, -learningRate, aggregate);
    }

    @Override
    public ParameterVector explaining(ParameterVector before, ParameterVector after) {
        return before.combined((1 - learningRate * weightDecay) / learningRate, -1 / learningRate, after);
    }
}
