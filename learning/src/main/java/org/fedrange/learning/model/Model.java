package org.fedrange.learning.model;

import org.fedrange.learning.Numerics;
import org.fedrange.learning.data.Shape;

/** An architecture: becomes a {@link Network} once the shape of the data is known. */
public sealed interface Model permits LayeredModel, CustomModel {

    /** The network for data of this shape, computing with these kernels. */
    Network network(Shape shape, Numerics numerics);
}
