package org.fedrange.learning.training;

import java.util.random.RandomGenerator;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.model.Network;

/** How the federation learns: what a hospital computes in a round, and what the coordinator does with the aggregate. */
public sealed interface Training permits DistributedSgd, FedAvg, CustomTraining {

    /** What a hospital remembers between rounds before its first. */
    Memory fresh(Network network);

    /** A hospital's work in one round, on at least one example. A pure function. */
    Local train(Network network, ParameterVector global, Examples examples, Memory memory, RandomGenerator stream);

    /** The global model after a round: the server's step along the aggregate. */
    ParameterVector apply(ParameterVector global, ParameterVector aggregate);

    /** What a hospital remembers between rounds, such as its momentum. A value. */
    interface Memory {}

    /**
     * What a hospital's work gives.
     *
     * @param change what it sends
     * @param memory what it remembers
     * @param loss mean loss over the batches it saw, before each step
     * @param examples number of examples it holds, FedAvg's weight
     * @param processed number of examples it went through, each as often as it did
     */
    record Local(ParameterVector change, Memory memory, double loss, int examples, long processed) {}
}
