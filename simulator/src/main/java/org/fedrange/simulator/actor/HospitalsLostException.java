package org.fedrange.simulator.actor;

import java.io.Serial;

/** Hospitals on another machine are lost: nobody's mistake, so it is said in a sentence and not in the log. */
public final class HospitalsLostException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** The sentence. */
    public HospitalsLostException(String sentence) {
        super(sentence, null, false, false);
    }

    @Override
    @SuppressWarnings("OverrideThrowableToString") // the sentence says it all
    public String toString() {
        return String.valueOf(getMessage());
    }
}
