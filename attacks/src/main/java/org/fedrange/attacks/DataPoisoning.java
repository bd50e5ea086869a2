package org.fedrange.attacks;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Shape;

/** Poisons the examples on which the Byzantine nodes then train; some also bend how they train and what they send. */
public sealed interface DataPoisoning extends Attack
        permits Backdoor, DynamicLabelFlip, FeatureNoise, LabelFlip, SampleDuplication, TargetedFlip, CustomDataPoisoning {

    @Override
    default Knowledge needs() {
        return Knowledge.OWN;
    }

    /** Why it cannot be carried out on data of this shape; empty where it can. */
    default Optional<String> unsuited(Shape shape) {
        return Optional.empty();
    }

    /**
     * Makes the attack ready. A pure function.
     *
     * @param held the training examples of all the adversary's nodes together
     * @param classes number of classes; labels are 0 to {@code classes - 1}
     */
    Poison prepare(Examples held, int classes, RandomGenerator stream);
}
