package org.fedrange.aggregation;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.fedrange.learning.ParameterVector;

/**
 * What a rule or stage may know besides the updates.
 *
 * @param round the current round, from 1
 * @param model the global model the updates answer
 * @param stream the rule's own random stream of this round
 * @param root what training on the coordinator's own examples would send; empty where it has none
 */
public record Context(int round, ParameterVector model, RandomGenerator stream, Optional<ParameterVector> root) {

    /** For a coordinator without examples of its own. */
    public Context(int round, ParameterVector model, RandomGenerator stream) {
        this(round, model, stream, Optional.empty());
    }

    /** The same with the coordinator's own update. */
    public Context withRoot(ParameterVector update) {
        return new Context(round, model, stream, Optional.of(update));
    }
}
