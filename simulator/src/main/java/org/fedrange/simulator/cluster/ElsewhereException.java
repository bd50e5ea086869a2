package org.fedrange.simulator.cluster;

import java.io.Serial;

/** Why a cell failed on another machine, in that machine's words. */
final class ElsewhereException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    ElsewhereException(String cause) {
        super(cause);
    }

    /** What the failure itself would have said here: results do not tell where a cell failed. */
    @Override
    @SuppressWarnings("OverrideThrowableToString") // the message is that text already
    public String toString() {
        return String.valueOf(getMessage());
    }
}
