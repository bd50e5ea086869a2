package org.fedrange.learning.model;

import java.util.ArrayList;
import java.util.List;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.kernel.Kernel;

/**
 * A multi-layer perceptron: linear layers with ReLU between them and softmax at the end.
 *
 * <pre>
 * a_0 = x,  a_l = max(W_l a_(l-1) + b_l, 0),  p = softmax(W_L a_(L-1) + b_L)
 * </pre>
 *
 * <p>Example: {@code hidden: [100]} on 28 x 28 images of ten classes has 784 x 100 + 100 + 100 x 10 + 10 = 79,510 parameters.
 */
public record Mlp(@Parameter(value = "units of each hidden layer, from input to output", unit = "units", min = 1, max = 1_000_000) List<Integer> hidden)
        implements LayeredModel {
    private static final int MOST_LAYERS = 100;

    public Mlp {
        hidden = List.copyOf(hidden);
        Parameters.check(Mlp.class, hidden);
        if (hidden.isEmpty()) {
            throw new IllegalArgumentException("hidden must name at least one layer, got []; a model without hidden layers is kind: softmax");
        }
        if (hidden.size() > MOST_LAYERS) {
            throw new IllegalArgumentException("hidden may name at most " + MOST_LAYERS + " layers, got " + hidden.size());
        }
    }

    @Override
    public <A> Classifier<A> classifier(Shape shape, Kernel<A> kernel) {
        List<Integer> widths = new ArrayList<>();
        widths.add(shape.width());
        widths.addAll(hidden);
        widths.add(shape.classes());
        return new FullyConnected<>(widths, kernel);
    }
}
