package org.fedrange.attacks;

import java.util.Optional;

/** What the adversary does. The families say where it strikes: in the examples of its nodes, in what they send, on lines, or at the coordinator. */
public sealed interface Attack permits None, DataPoisoning, ModelPoisoning, LineAttack, CoordinatorAttack {

    /** Whether it owns nodes, and is not on lines or at the coordinator only. */
    default boolean ownsNodes() {
        return true;
    }

    /** The least knowledge it works with; an experiment that declares less is refused. */
    Knowledge needs();

    /**
     * The least knowledge it works with where the Byzantine nodes hold no data: with no update of their own to start from,
     * most attacks must see those of honest nodes.
     */
    default Knowledge needsWithoutData() {
        return needs().covers(Knowledge.ALL_UPDATES) ? needs() : Knowledge.ALL_UPDATES;
    }

    /** Why it cannot be carried out among so many nodes, of which {@code byzantine} are Byzantine; empty where it can. */
    default Optional<String> infeasible(int nodes, int byzantine) {
        return Optional.empty();
    }

    /** Why it will do little harm among so many nodes; empty where nothing speaks against it. */
    default Optional<String> weakness(int nodes, int byzantine) {
        return Optional.empty();
    }
}
