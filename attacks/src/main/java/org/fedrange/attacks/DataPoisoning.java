package org.fedrange.attacks;

import java.util.random.RandomGenerator;
import org.fedrange.learning.data.Examples;

/** Poisons the examples on which the Byzantine nodes then train honestly. */
public sealed interface DataPoisoning extends Attack permits LabelFlip, CustomDataPoisoning {

    /** The examples a Byzantine hospital trains on while it attacks. A pure function of examples and stream. */
    Examples poison(Examples examples, int classes, RandomGenerator stream);
}
