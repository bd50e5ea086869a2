package org.fedrange.aggregation.secure;

import java.io.Serial;

/** A party stops: what it was told does not allow it to go on, or too few are left. Nothing is revealed. */
public final class Aborted extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public Aborted(String why) {
        super(why);
    }

    /** Stops unless {@code fine}. */
    public static void unless(boolean fine, String why) {
        if (!fine) {
            throw new Aborted(why);
        }
    }
}
