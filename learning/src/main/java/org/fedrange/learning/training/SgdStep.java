package org.fedrange.learning.training;

import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.kernel.Kernel;

/**
 * One step of stochastic gradient descent with momentum and weight decay, in the convention of common libraries:
 *
 * <pre>
 * v = momentum v + (g + weightDecay w),  w = w - learningRate v
 * </pre>
 *
 * <p>Example: w = 1, g = 0.5, v = 0.2, learning rate 0.1, momentum 0.9, weight decay 0.1: v = 0.18 + 0.5 + 0.1 = 0.78,
 * w = 1 - 0.078 = 0.922.
 */
public record SgdStep(
        @Parameter(value = "step along the velocity", above = 0) double learningRate,
        @Parameter(value = "share of the old velocity kept", min = 0, below = 1, byDefault = "0") double momentum,
        @Parameter(value = "L2 penalty, as a rate", min = 0, byDefault = "0") double weightDecay) {
    public SgdStep {
        Parameters.check(SgdStep.class, learningRate, momentum, weightDecay);
    }

    /** Takes the step in place on the first {@code length} numbers of parameters and velocity. */
    public <A> void apply(Kernel<A> kernel, int length, A parameters, A gradient, A velocity) {
        kernel.descend(length, momentum, weightDecay, learningRate, parameters, gradient, velocity);
    }
}
