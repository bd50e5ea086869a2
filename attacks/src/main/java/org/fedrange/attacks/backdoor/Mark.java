package org.fedrange.attacks.backdoor;

import org.fedrange.learning.data.Examples;

/** A trigger once fitted to data. */
public interface Mark {
    /** Whether it occurs by nature and is never set. */
    boolean natural();

    /** Whether an example has it, or can be made to have it. */
    boolean carries(Examples examples, int row);

    /**
     * Sets it on the example whose features begin at {@code from}; one that occurs by nature is there already.
     *
     * @param part which part, from 0
     * @param parts of how many; the whole is part 0 of 1
     */
    void set(float[] features, int from, int part, int parts);
}
