package org.fedrange.attacks.inference;

/** What an observer sees of a federation. The simulator records the view it names and hands an attack nothing else. */
public enum ObserverKnowledge {
    /** What reaches the coordinator: single updates, or under secure aggregation the sums of groups; and every model. */
    AGGREGATOR_VIEW,
    /** The global models, as each node receives them. */
    RELEASED_MODELS,
    /** What the final model answers to questions of the observer's own: probabilities of classes, and not the model. */
    PREDICTIONS
}
