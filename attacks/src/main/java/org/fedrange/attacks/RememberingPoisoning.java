package org.fedrange.attacks;

import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.aggregation.State;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.training.Training;

/** Crafts from what it saw in earlier rounds, too. Its memory is a value that travels: handed in, and a new one comes out. */
public sealed interface RememberingPoisoning extends ModelPoisoning permits Adaptive, FreeRider, Mimic {

    /** The memory before its first round, in a federation that learns so. */
    default State fresh(Training training) {
        return State.NONE;
    }

    /**
     * What the nodes send, and what is remembered of the round.
     *
     * @param memory {@link #fresh} or what came out of the last round it attacked in; {@link State#NONE} where there was none
     */
    Crafted craft(View view, State memory, RandomGenerator stream);

    /**
     * What an attack crafted.
     *
     * @param vectors one for each of {@link View#nodes}, in that order
     * @param memory for the next round
     */
    record Crafted(List<ParameterVector> vectors, State memory) {
        public Crafted {
            vectors = List.copyOf(vectors);
        }
    }

    /** As in a first round. */
    @Override
    default List<ParameterVector> craft(View view, RandomGenerator stream) {
        return craft(view, State.NONE, stream).vectors();
    }
}
