package org.fedrange.simulator.run;

import java.io.UncheckedIOException;

/** Why something failed, in one line. */
public final class Reason {
    private Reason() {}

    /** Of what surrounds the program the sentence and what the system said; of anything else what it is, too. */
    public static String of(Throwable failure) {
        return failure instanceof UncheckedIOException unreadable && unreadable.getCause() != null
                ? unreadable.getMessage() + ": " + unreadable.getCause()
                : String.valueOf(failure);
    }
}
