package org.fedrange.attacks;

import java.util.random.RandomGenerator;

/**
 * What an adversary does to the messages of hospitals on whose lines to the coordinator it sits. It owns no hospital: whether it succeeds depends
 * on how messages are protected. A pure function of what passes and a stream.
 */
public sealed interface LineAttack extends Attack
        permits BitFlip, Downgrade, DropTarget, Eavesdrop, Flood, Impersonate, Oversize, PlaintextSignFlip, ReorderHold, Replay {

    /** What it does to a message that passes. */
    Meddling on(Tapped message, RandomGenerator stream);

    /** Which messages it strikes. */
    default Way way() {
        return Way.UP;
    }

    /** Whether it records what passes in a round, for later. */
    default boolean records(int round) {
        return false;
    }

    @Override
    default boolean ownsNodes() {
        return false;
    }

    @Override
    default Knowledge needs() {
        return Knowledge.OWN;
    }

    @Override
    default Knowledge needsWithoutData() {
        return Knowledge.OWN;
    }
}
