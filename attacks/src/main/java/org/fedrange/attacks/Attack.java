package org.fedrange.attacks;

/** What the Byzantine nodes do. The families say where it strikes: in their examples or in what they send. */
public sealed interface Attack permits None, DataPoisoning, ModelPoisoning {

    /** The least knowledge it works with; an experiment that declares less is refused. */
    Knowledge needs();

    /**
     * The least knowledge it works with where the Byzantine nodes hold no data: with no update of their own to start from,
     * most attacks must see those of honest nodes.
     */
    default Knowledge needsWithoutData() {
        return needs().covers(Knowledge.ALL_UPDATES) ? needs() : Knowledge.ALL_UPDATES;
    }
}
