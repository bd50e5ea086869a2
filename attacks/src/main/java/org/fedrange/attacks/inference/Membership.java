package org.fedrange.attacks.inference;

import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;

/** Tells who was among those a model was trained on. */
public sealed interface Membership extends InferenceAttack
        permits CustomMembership, DifficultyCalibration, GradientAlignment, Lira, LossThreshold, Rmia {

    @Override
    default ObserverKnowledge knowledge() {
        return ObserverKnowledge.RELEASED_MODELS;
    }

    /**
     * For each candidate a score, the higher the more likely it was trained on. A pure function.
     *
     * @param view the released models
     * @param candidates whom it is asked about; some were trained on, nobody says who
     * @param side examples of the same population that the observer holds; nobody trains on them
     * @param shadows how models like the one attacked come about
     * @param streams its random streams
     */
    double[] scores(View view, Examples candidates, Examples side, ShadowTraining shadows, Streams streams);
}
