package org.fedrange.aggregation;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.fedrange.learning.ParameterVector;

/**
 * What a rule or stage may know besides the updates.
 *
 * @param round the current round, from 1
 * @param model the global model the updates answer
 * @param layers how many of the model's parameters belong to each layer, in order
 * @param stream the rule's own random stream of this round
 * @param root what training on the coordinator's own examples would send; empty where it has none
 */
public record Context(int round, ParameterVector model, List<Integer> layers, RandomGenerator stream, Optional<ParameterVector> root) {

    /** For a coordinator without examples of its own. */
    public Context(int round, ParameterVector model, List<Integer> layers, RandomGenerator stream) {
        this(round, model, layers, stream, Optional.empty());
    }

    /** The same for a model of a single layer. */
    public Context(int round, ParameterVector model, RandomGenerator stream) {
        this(round, model, List.of(model.size()), stream);
    }

    /** The same with the coordinator's own update. */
    public Context withRoot(ParameterVector update) {
        return new Context(round, model, layers, stream, Optional.of(update));
    }
}
