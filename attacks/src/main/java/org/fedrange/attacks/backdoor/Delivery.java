package org.fedrange.attacks.backdoor;

import java.util.Optional;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.model.Network;
import org.fedrange.learning.training.Training;

/** How a node makes a poisoned update pass or win: in how it trains, or in what it sends. Pure. */
public sealed interface Delivery permits Constrained, ModelReplacement, Neurotoxin, NormBounded, CustomDelivery {

    /** Why it could do nothing where nodes learn so; empty where it can. */
    default Optional<String> idle(Training training) {
        return Optional.empty();
    }

    /**
     * What the node trains with in a round.
     *
     * @param model the model just received
     * @param clean the node's own examples
     */
    default Network network(Network network, FloatVector model, Examples clean) {
        return network;
    }

    /** What it sends instead of what its training gave. */
    default ParameterVector sent(ParameterVector change) {
        return change;
    }
}
