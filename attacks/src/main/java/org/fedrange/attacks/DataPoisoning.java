package org.fedrange.attacks;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.training.Training;

/** Poisons the examples on which the Byzantine nodes then train; some also bend how they train and what they send. */
public sealed interface DataPoisoning extends Attack
        permits Backdoor, DynamicLabelFlip, FeatureCollision, FeatureNoise, LabelFlip, SampleDuplication, TargetedFlip, CustomDataPoisoning {

    @Override
    default Knowledge needs() {
        return Knowledge.OWN;
    }

    /** Why it cannot be carried out on data of this shape where nodes learn so; empty where it can. */
    default Optional<String> unsuited(Shape shape, Training training) {
        return Optional.empty();
    }

    /**
     * Makes the attack ready. A pure function.
     *
     * @param held the training examples of each of the adversary's nodes, in node order
     * @param classes number of classes; labels are 0 to {@code classes - 1}
     * @throws IllegalArgumentException where they hold nothing that the attack could use
     */
    Poison prepare(List<Examples> held, int classes, RandomGenerator stream);
}
