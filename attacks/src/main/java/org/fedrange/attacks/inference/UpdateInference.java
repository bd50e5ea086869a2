package org.fedrange.attacks.inference;

/** Learns from single updates, or sums of updates, about the examples behind them. */
public sealed interface UpdateInference extends InferenceAttack permits LabelInference, PropertyInference, Reconstruction, SourceInference {

    /** The round whose contributions are attacked, from 1. */
    int round();

    @Override
    default int lastRound() {
        return round();
    }

    /** The round before, too, for momentum. */
    @Override
    default boolean watches(int asked) {
        return asked == round() || asked == round() - 1;
    }

    /** How many contributions are attacked at most, the first in node order. */
    int targets();

    @Override
    default ObserverKnowledge knowledge() {
        return ObserverKnowledge.AGGREGATOR_VIEW;
    }
}
