package org.fedrange.learning.model;

import org.fedrange.learning.Numerics;
import org.fedrange.learning.data.Shape;

/** Multinomial logistic regression. */
public record Softmax() implements Model {
    @Override
    public Network network(Shape shape, Numerics numerics) {
        throw new IllegalStateException("being written");
    }
}
