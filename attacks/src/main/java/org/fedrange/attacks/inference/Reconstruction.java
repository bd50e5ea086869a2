package org.fedrange.attacks.inference;

import java.util.random.RandomGenerator;
import org.fedrange.learning.data.Examples;

/** Reconstructs the examples behind a contribution. */
public sealed interface Reconstruction extends UpdateInference permits AnalyticReconstruction, CraftedModel, CustomReconstruction, GradientInversion {

    /**
     * Guesses at the examples, in any order; as many as it likes.
     *
     * @param seen the contribution attacked, one of the view's
     * @param side examples of the same population that the observer holds; nobody trains on them
     */
    Examples reconstruct(View view, Contribution seen, Examples side, RandomGenerator stream);
}
