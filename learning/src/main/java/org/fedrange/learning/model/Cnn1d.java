package org.fedrange.learning.model;

import java.util.List;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Picture;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.kernel.Kernel;

/**
 * A convolutional network for records and sequences: the features, in column order, are a sequence that kernels slide along; with
 * ReLU and max pooling by 2, then fully connected layers and softmax.
 *
 * <p>Parameters lie layer by layer in PyTorch's order: weight [out, in, length], then bias.
 *
 * <p>Example: as it stands, on 30 features of two classes, sequences are 30, pooled 15, then 15, pooled 7:
 * 16 x 3 + 16, 32 x 48 + 32, 224 x 64 + 64 and 64 x 2 + 2 are 16,162 parameters.
 *
 * <p>Source: LeCun, Bengio, "Convolutional Networks for Images, Speech, and Time Series", 1995.
 */
public record Cnn1d(
        @Parameter(value = "channels of each convolution, from input to output", unit = "channels", min = 1, max = 10_000, byDefault = "[16, 32]")
                List<Integer> channels,
        @Parameter(value = "length of each kernel", unit = "features", min = 1, max = 1000, byDefault = "3") int kernel,
        @Parameter(value = "zeros before and after what each convolution takes in", unit = "features", min = 0, max = 1000, byDefault = "1")
                int padding,
        @Parameter(value = "units of each hidden layer after the convolutions", unit = "units", min = 1, max = 1_000_000, byDefault = "[64]")
                List<Integer> hidden)
        implements LayeredModel {
    public Cnn1d {
        channels = List.copyOf(channels);
        hidden = List.copyOf(hidden);
        Parameters.check(Cnn1d.class, channels, kernel, padding, hidden);
        Convolutions.check(channels, hidden);
    }

    @Override
    public <A> Classifier<A> classifier(Shape shape, Kernel<A> its) {
        return new Convolutions("cnn1d", 1, kernel, 1, 2)
                .classifier(new Picture(1, 1, shape.width()), channels, padding, hidden, shape.classes(), its);
    }
}
