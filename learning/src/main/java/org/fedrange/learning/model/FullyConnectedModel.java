package org.fedrange.learning.model;

import java.util.List;
import org.fedrange.learning.data.Shape;

/** A model that is a stack of fully connected layers, and so also runs in double precision, for checks. */
public sealed interface FullyConnectedModel extends Model permits Softmax, Mlp {

    /** Number of features, of each hidden layer's units, and of classes. */
    List<Integer> widths(Shape shape);
}
