package org.fedrange.learning.model;

import java.util.List;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.kernel.Kernel;

/**
 * A convolutional network for pictures: layers of convolution with ReLU and max pooling of 2 x 2, then fully connected ones with
 * ReLU between them, and softmax at the end.
 *
 * <pre>
 * a_l = pool(max(W_l * a_(l-1) + b_l, 0)),  then as mlp
 * </pre>
 *
 * <p>Parameters lie layer by layer in PyTorch's order: weight [out, in, height, width], then bias. Rows and columns that fill no window are
 * dropped, as there.
 *
 * <p>Example: as it stands, on 28 x 28 images of ten classes, maps are 24 x 24, pooled 12 x 12, then 8 x 8, pooled 4 x 4:
 * 20 x 25 + 20, 50 x 500 + 50, 800 x 500 + 500 and 500 x 10 + 10 are 431,080 parameters.
 *
 * <p>Source: LeCun, Bottou, Bengio, Haffner, "Gradient-Based Learning Applied to Document Recognition", 1998; the sizes are those of
 * ByzFL's cnn_mnist.
 */
public record Cnn(
        @Parameter(value = "maps of each convolution, from input to output", unit = "maps", min = 1, max = 10_000, byDefault = "[20, 50]")
                List<Integer> channels,
        @Parameter(value = "rows and columns of each kernel", unit = "pixels", min = 1, max = 1000, byDefault = "5") int kernel,
        @Parameter(value = "pixels of zeros around what each convolution takes in", unit = "pixels", min = 0, max = 1000, byDefault = "0")
                int padding,
        @Parameter(value = "units of each hidden layer after the convolutions", unit = "units", min = 1, max = 1_000_000, byDefault = "[500]")
                List<Integer> hidden)
        implements LayeredModel {
    public Cnn {
        channels = List.copyOf(channels);
        hidden = List.copyOf(hidden);
        Parameters.check(Cnn.class, channels, kernel, padding, hidden);
        Convolutions.check(channels, hidden);
    }

    @Override
    public <A> Classifier<A> classifier(Shape shape, Kernel<A> its) {
        Convolutions layers = Convolutions.square("cnn", kernel);
        return layers.classifier(layers.picture(shape), channels, padding, hidden, shape.classes(), its);
    }
}
