package org.fedrange.attacks.inference;

import java.util.function.Supplier;
import org.fedrange.learning.FloatVector;

/** Keeps models once they are trained, so that whoever was interrupted need not train them anew. */
@FunctionalInterface
public interface Shelf {

    /**
     * The model of this name: as it was kept, otherwise as it comes of training, which is then kept.
     *
     * <p>Called from several threads at once, with another name each time.
     */
    FloatVector model(String name, Supplier<FloatVector> training);

    /** Keeps nothing. */
    static Shelf none() {
        return (name, training) -> training.get();
    }
}
