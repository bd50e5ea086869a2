package org.fedrange.simulator.cli;

/** What a finished process says. */
public final class ExitCode {
    /** All is well. */
    public static final int FINE = 0;
    /** A fault of FedRange. */
    public static final int FAULT = 1;
    /** The input is refused; the message says what and why. */
    public static final int REFUSED = 2;
    /** Verification found something that is not as it was sealed. */
    public static final int VERIFICATION_FAILED = 3;
    /** Some cells failed; the others are finished. */
    public static final int SOME_FAILED = 4;
    /** The gate: an attack succeeds more often than is tolerated. */
    public static final int RISK_EXCEEDS = 10;
    /** The gate: too few runs to tell. */
    public static final int RISK_INCONCLUSIVE = 11;
    /** Stopped by the user; the same command goes on. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
