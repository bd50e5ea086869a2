package org.fedrange.learning.optimizer;

import org.fedrange.learning.ParameterVector;

/**
 * How the coordinator steps to the next global model: whatever the training, the change of the model it proposes is taken for a
 * gradient turned round, as Reddi et al. do.
 *
 * <pre>
 * delta = proposed - model,  with proposed the model that the training makes of the aggregate
 * </pre>
 */
public sealed interface ServerOptimizer permits Sgd, FedAdagrad, FedAdam, FedYogi, CustomServerOptimizer {

    /** What is remembered before the first round. */
    Memory fresh(ParameterVector model);

    /** The step from {@code model}. A pure function. */
    Step step(Memory memory, ParameterVector model, ParameterVector proposed);

    /** How many vectors of the model's size are remembered between rounds. */
    int remembered();

    /** What the optimiser remembers between rounds, as a value. */
    interface Memory {}

    /** The next model, and what to remember. */
    record Step(ParameterVector model, Memory memory) {}
}
