package org.fedrange.attacks;

import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.learning.ParameterVector;

/** Crafts what the Byzantine nodes send instead of their honest updates. A pure function of view and stream. */
public sealed interface ModelPoisoning extends Attack
        permits BlindPoisoning, FangKrum, FangTrimmedMean, InnerProduct, LittleIsEnough, Mimic, MinMax, MinSum, OptimalInnerProduct,
                OptimalLittleIsEnough, Scale, SignFlip, SignFlipMean, CustomModelPoisoning {

    /** One vector for each of {@link View#nodes}, in that order. */
    List<ParameterVector> craft(View view, RandomGenerator stream);
}
