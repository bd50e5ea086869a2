package org.fedrange.simulator.fault;

import java.util.List;
import java.util.Optional;
import org.fedrange.simulator.ChosenNodes;
import org.fedrange.simulator.Experiment;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong by accident, honest and Byzantine nodes alike: each a pure function of round, node and a stream of its
 * own, so that one fault never changes the draws of another.
 */
public sealed interface Fault
        permits Availability, Corruption, Crash, Duplication, NetworkPartition, Reordering, Straggling, CustomFault {

    /** The nodes it can strike, as names or as a number that is drawn once for the run; all where absent. */
    @Nullable ChosenNodes hospitals();

    /** Why it could never do anything in an experiment; empty where it can. Nothing silently does nothing. */
    default Optional<String> idle(Experiment experiment) {
        return Optional.empty();
    }

    /** Why the coordinator knows that the node is away and does not invite it in this round. */
    default Optional<String> away(Occasion occasion) {
        return Optional.empty();
    }

    /** Why nothing reaches the node in this round, which the coordinator does not know. */
    default Optional<String> silence(Occasion occasion) {
        return Optional.empty();
    }

    /** Why the node fails while it computes in this round. */
    default Optional<String> failure(Occasion occasion) {
        return Optional.empty();
    }

    /** How many times as long as usual the node computes in this round. */
    default double slowdown(Occasion occasion) {
        return 1;
    }

    /** What becomes of a message on the wire. */
    default List<Copy> carry(Occasion occasion, List<Copy> copies) {
        return copies;
    }
}
