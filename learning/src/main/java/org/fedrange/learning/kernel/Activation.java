package org.fedrange.learning.kernel;

/** What the sums of a layer become on their way into the next. */
public enum Activation {
    /** {@code max(z, 0)}. */
    RELU,
    /** {@code 1 / (1 + exp(-z))}: smooth, so that a gradient changes with every change of what goes in. */
    SIGMOID
}
