package org.fedrange.attacks;

import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.learning.ParameterVector;

/** Crafts what the Byzantine nodes send instead of their honest updates. A pure function of view and stream. */
public sealed interface ModelPoisoning extends Attack
        permits BlindPoisoning, FangKrum, FangTrimmedMean, InnerProduct, LittleIsEnough, MinMax, MinSum, OptimalInnerProduct,
                OptimalLittleIsEnough, RememberingPoisoning, Scale, SignFlip, SignFlipMean, SybilEnrolment, CustomModelPoisoning {

    /** One vector for each of {@link View#nodes}, in that order. */
    List<ParameterVector> craft(View view, RandomGenerator stream);
}
