package org.fedrange.learning.model;

import java.util.List;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.kernel.Kernel;

/**
 * Softmax regression: one linear layer; with two classes the same as logistic regression.
 *
 * <pre>
 * p = softmax(W x + b)
 * </pre>
 *
 * <p>Example: two features, two classes, W = [[1, 0], [0, 1]], b = 0. The patient x = (ln 3, 0) has the scores (ln 3, 0) and so
 * the probabilities (3/4, 1/4); the loss for class 0 is ln(4/3) = 0.2877.
 */
public record Softmax() implements LayeredModel {
    @Override
    public <A> Classifier<A> classifier(Shape shape, Kernel<A> kernel) {
        return new FullyConnected<>(List.of(shape.width(), shape.classes()), kernel);
    }
}
