package org.fedrange.attacks;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.model.Network;

/** An attack on data, made ready. Immutable; its functions are pure. */
public interface Poison {

    /**
     * The examples that a node trains on instead of its own, once and for all.
     *
     * @param position which of the adversary's nodes it is, from 0
     * @param nodes how many there are
     */
    Examples examples(Examples own, int position, int nodes, RandomGenerator stream);

    /** The same for one round, given what was made once and the model just received. */
    default Examples examples(Examples poisoned, Network network, FloatVector model) {
        return poisoned;
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

    /** What the node sends instead of what its training gave. */
    default ParameterVector sent(ParameterVector change) {
        return change;
    }

    /** What the attack wants beside harm; empty where it wants nothing else. */
    default Optional<Goal> goal() {
        return Optional.empty();
    }
}
