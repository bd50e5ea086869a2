package org.fedrange.attacks.inference;

import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;

/** Tells who was among those a model was trained on. */
public sealed interface Membership extends InferenceAttack
        permits CustomMembership, DifficultyCalibration, GradientAlignment, GradientAscent, Lira, LossThreshold, Rmia {

    @Override
    default ObserverKnowledge knowledge() {
        return ObserverKnowledge.RELEASED_MODELS;
    }

    /** About how many candidates it asks at most in each fold: as many members as others, where there are as many. */
    default int mostCandidates() {
        return 2000;
    }

    /**
     * For each candidate a score, the higher the more likely it was trained on. A pure function.
     *
     * @param view what it sees: the released models, or where it has the coordinator send models of its making, what came back
     * @param candidates whom it is asked about; some were trained on, nobody says who
     * @param side examples of the same population that the observer holds; nobody trains on them
     * @param shadows how models like the one attacked come about
     * @param streams its random streams
     */
    double[] scores(View view, Examples candidates, Examples side, ShadowTraining shadows, Streams streams);
}
