package org.fedrange.aggregation.secure;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What a coordinator who lies does in one secure sum to learn what one node, its victim, sent: told to nodes in place of what they honestly would be
 * told, and worked out from what they answer. A value: each step gives the next. Nodes are told lies by their own safeguards or not at all.
 */
public sealed interface Deceit permits AskingForBoth, Isolation, Replay, TwoStories {

    /** Whose vector it wants. */
    int victim();

    /** What a node is told in place of the honest question. */
    default byte[] told(SecureCoordinator state, int node, byte[] honest) {
        return honest;
    }

    /** Hears what nodes answer in an exchange in which bytes are sent. */
    default Step heard(SecureCoordinator state, SortedMap<Integer, byte[]> answers) {
        return new Step(this, Collections.emptySortedSet());
    }

    /** Hears masked vectors. */
    Step masked(SecureCoordinator.Masking state, SortedMap<Integer, int[]> words);

    /** Hears shares. */
    default Deceit revealed(SecureCoordinator.Revealing state, SortedMap<Integer, Revealed> shares) {
        return this;
    }

    /** The victim's vector without its masks, modulo 2^r; empty where it could not take them off. */
    Optional<int[]> found();

    /** Whether what it heard in this round is for the next. */
    default boolean waits(int round) {
        return false;
    }

    /**
     * What follows from answers.
     *
     * @param next the deceit after it
     * @param hidden nodes of which the honest part of the coordinator hears nothing
     * @param replaced what that part hears of a node in the place of its answer
     */
    record Step(Deceit next, SortedSet<Integer> hidden, SortedMap<Integer, byte[]> replaced) {
        Step(Deceit next, SortedSet<Integer> hidden) {
            this(next, hidden, Collections.emptySortedMap());
        }
    }
}
