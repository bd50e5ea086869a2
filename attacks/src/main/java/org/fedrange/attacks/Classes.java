package org.fedrange.attacks;

import java.util.Optional;
import org.fedrange.learning.data.Shape;

/** Classes that attacks name by their position. */
final class Classes {
    private Classes() {}

    /** Why there is no such class; empty where there is. */
    static Optional<String> unknown(String parameter, int label, Shape shape) {
        return label < shape.classes()
                ? Optional.empty()
                : Optional.of(parameter + " must be a class of the data, from 0 to " + (shape.classes() - 1) + ", got " + label);
    }
}
