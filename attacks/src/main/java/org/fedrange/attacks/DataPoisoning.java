package org.fedrange.attacks;

import java.util.random.RandomGenerator;
import org.fedrange.learning.data.Examples;

/** Poisons the examples on which the Byzantine nodes then train honestly. A pure function of examples and stream. */
public sealed interface DataPoisoning extends Attack permits LabelFlip, CustomDataPoisoning {

    /**
     * The examples to train on instead.
     *
     * @param classes number of classes; labels are 0 to {@code classes - 1}
     */
    Examples poison(Examples examples, int classes, RandomGenerator stream);
}
