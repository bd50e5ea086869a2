package org.fedrange.learning.model;

import java.util.List;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.kernel.Kernel;

/**
 * LeNet-5: convolutions of 5 x 5 with 6 and 16 maps, each pooled by 2 x 2, then 120 and 84 hidden units.
 *
 * <p>With ReLU, max pooling and softmax, as it is trained today; the paper has scaled tanh, averages with weights, and radial basis
 * functions, and connects its second maps to some of the first only.
 *
 * <p>Example: 28 x 28 images of ten classes, padded to the paper's 32 x 32, have 61,706 parameters: 6 x 25 + 6, 16 x 150 + 16, 400 x 120 + 120,
 * 120 x 84 + 84, 84 x 10 + 10.
 *
 * <p>Source: LeCun, Bottou, Bengio, Haffner, "Gradient-Based Learning Applied to Document Recognition", 1998, section II.B.
 */
public record Lenet(
        @Parameter(value = "pixels of zeros around the picture; 2 makes the paper's 32 x 32 of 28 x 28", unit = "pixels", min = 0, max = 1000,
                byDefault = "2") int padding)
        implements LayeredModel {
    public Lenet {
        Parameters.check(Lenet.class, padding);
    }

    @Override
    public <A> Classifier<A> classifier(Shape shape, Kernel<A> kernel) {
        Convolutions layers = Convolutions.square("lenet", 5);
        return new Convolutional<>(
                layers.stack(layers.picture(shape), List.of(6, 16), List.of(padding, 0)), List.of(120, 84, shape.classes()), kernel);
    }
}
