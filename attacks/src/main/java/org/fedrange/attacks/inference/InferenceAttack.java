package org.fedrange.attacks.inference;

import java.util.Optional;

/**
 * What an observer tries to learn about patients from what it sees. It changes nothing in a run, needs no Byzantine node, and so goes with
 * every attack, safeguard and rule. A pure function of its view, its side data and a stream.
 */
public sealed interface InferenceAttack permits AttributeInference, ClassInversion, Membership, ModelExtraction, UpdateInference {

    /** What it sees. */
    ObserverKnowledge knowledge();

    /** Why it cannot work on such a task; empty where it can. */
    default Optional<String> unsuited(Task task) {
        return Optional.empty();
    }

    /** The last round it looks at, for experiments that have fewer; 0 for all. */
    default int lastRound() {
        return 0;
    }

    /** Whether it looks at the updates of a round, where it sees updates. */
    default boolean watches(int round) {
        return false;
    }

    /** Whether in a round it has the coordinator send all hospitals a model of its making, in the place of the global one. */
    default boolean crafts(int round) {
        return false;
    }
}
