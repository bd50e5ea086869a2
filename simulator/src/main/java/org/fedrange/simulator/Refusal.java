package org.fedrange.simulator;

import java.io.Serial;

/**
 * The user's input is refused: the message says what was given, where, what is allowed and the likely cause, and reaches the
 * user without a stack trace. Exit code 2.
 */
public final class Refusal extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public Refusal(String message) {
        super(message);
    }

    public Refusal(String message, Throwable cause) {
        super(message, cause);
    }
}
