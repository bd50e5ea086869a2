package org.fedrange.attacks.backdoor;

import org.fedrange.learning.data.Examples;

/** A mark that some examples have by nature. */
interface Occurrence extends Mark {
    @Override
    default boolean natural() {
        return true;
    }

    @Override
    default void set(float[] features, int from, int part, int parts) {
        // It is there already.
    }

    @Override
    boolean carries(Examples examples, int row);
}
