package org.fedrange.learning.model;

import java.util.Optional;
import org.fedrange.learning.Numerics;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.kernel.DoubleKernel;
import org.fedrange.learning.kernel.Kernel;
import org.fedrange.learning.kernel.NativeDoubleKernel;
import org.fedrange.learning.kernel.NativeKernel;
import org.fedrange.learning.kernel.PortableKernel;

/** A model that is a stack of layers, and so runs in any precision: in single for speed, in double for checks. */
public sealed interface LayeredModel extends Model permits Softmax, Mlp, Cnn, Lenet, LenetZhu, Cnn1d {

    /**
     * Its mathematics for data of this shape.
     *
     * @throws IllegalArgumentException where the model does not fit the data, with what would
     */
    <A> Classifier<A> classifier(Shape shape, Kernel<A> kernel);

    @Override
    default Network network(Shape shape, Numerics numerics) {
        return switch (numerics) {
            case NATIVE -> new SinglePrecisionNetwork(classifier(shape, new NativeKernel()), Optional.of(classifier(shape, new NativeDoubleKernel())));
            case PORTABLE -> new SinglePrecisionNetwork(classifier(shape, new PortableKernel()), Optional.of(classifier(shape, new DoubleKernel())));
        };
    }
}
