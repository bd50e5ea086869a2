package org.fedrange.simulator.round;

import java.util.List;

/** What becomes of a question on its way to a node. */
public sealed interface Arrival {
    /**
     * It reached the node.
     *
     * @param question as it arrived, which may not be as it was sent
     * @param atMillis virtual time since the round began
     * @param faults kinds of the faults that struck it
     * @param attempts what an adversary on the line tried on the way
     */
    record Reached(Question question, double atMillis, List<String> faults, List<Attempt> attempts) implements Arrival {
        public Reached {
            faults = List.copyOf(faults);
            attempts = List.copyOf(attempts);
        }
    }

    /** Nothing will come of it. */
    record Never(Outcome.Resolved outcome) implements Arrival {}
}
