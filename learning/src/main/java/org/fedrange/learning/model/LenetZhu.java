package org.fedrange.learning.model;

import java.util.ArrayList;
import java.util.List;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Picture;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.kernel.Activation;
import org.fedrange.learning.kernel.Convolution;
import org.fedrange.learning.kernel.Frame;
import org.fedrange.learning.kernel.Kernel;

/**
 * The LeNet out of whose gradients pictures were first recovered: three convolutions of 5 x 5 with 12 maps each and borders of 2, the first two
 * with stride 2, a sigmoid after each and no pooling, then one fully connected layer and softmax. Smooth everywhere, so that its gradient changes with
 * every pixel; nobody trains it for its own sake.
 *
 * <p>Example: 28 x 28 images of ten classes become maps of 14 x 14, 7 x 7 and 7 x 7: 12 x 25 + 12, twice 12 x 300 + 12 and 588 x 10 + 10 are 13,426
 * parameters.
 *
 * <p>Source: Zhu, Liu, Han, "Deep Leakage from Gradients", 2019, where they begin evenly within +-0.5; here within +-1 / sqrt(inputs), as all models.
 */
public record LenetZhu() implements LayeredModel {
    private static final int MAPS = 12;
    private static final int KERNEL = 5;
    private static final List<Integer> STRIDES = List.of(2, 2, 1);

    public LenetZhu {
        Parameters.check(LenetZhu.class);
    }

    @Override
    public <A> Classifier<A> classifier(Shape shape, Kernel<A> kernel) {
        List<Convolution> stack = new ArrayList<>();
        Picture next = Convolutions.square("lenet-zhu", KERNEL).picture(shape);
        for (int stride : STRIDES) {
            Frame frame = new Frame(next.channels(), next.height(), next.width(), KERNEL / 2, KERNEL / 2);
            stack.add(new Convolution(frame, MAPS, KERNEL, KERNEL, 1, 1, stride, Activation.SIGMOID));
            next = new Picture(MAPS, stack.getLast().pooledHeight(), stack.getLast().pooledWidth());
        }
        return new Convolutional<>(stack, List.of(shape.classes()), kernel);
    }
}
