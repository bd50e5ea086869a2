package org.fedrange.learning.model;

import java.util.random.RandomGenerator;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.data.Examples;

/**
 * A differentiable classifier of a known shape; its parameters are handed in, layer by layer, weight [out, in] row-major,
 * then bias. Immutable, and safe to use from several threads at once.
 */
public interface Network {

    /** Number of parameters. */
    int parameters();

    /** Parameters to start from, each layer uniform in +-1/sqrt(inputs). */
    FloatVector initial(RandomGenerator stream);

    /** Mean cross-entropy over the rows of {@code examples}, and its gradient by the parameters. */
    Gradient gradient(FloatVector parameters, Examples examples, int[] rows);

    /** Class probabilities, example by example, {@code classes} numbers each. */
    float[] probabilities(FloatVector parameters, Examples examples);

    /** A loss and its gradient. */
    record Gradient(double loss, FloatVector vector) {}
}
