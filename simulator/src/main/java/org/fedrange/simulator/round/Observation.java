package org.fedrange.simulator.round;

/**
 * How much an adversary saw in an exchange, for the record.
 *
 * @param knowledge the declared knowledge, such as {@code all-updates}
 * @param own number of its own nodes' honest updates
 * @param others number of honest nodes' updates
 * @param digest SHA-256 over the digests of all it saw, in node order
 * @param attacked whether it attacked, or its nodes behaved like honest ones
 */
public record Observation(String knowledge, int own, int others, String digest, boolean attacked) {
    /** Whether there was anything to see or do: some exchanges carry no updates. */
    boolean sawOrAttacked() {
        return own + others > 0 || attacked;
    }
}
