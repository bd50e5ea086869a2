package org.fedrange.attacks;

/** Which messages on a line an adversary strikes at. */
public enum Way {
    /** Updates, on their way to the coordinator. */
    UP,
    /** Models, on their way to a hospital. */
    DOWN,
    /** Either. */
    BOTH;

    /** Whether a message that goes up, or down, is among them. */
    public boolean covers(boolean up) {
        return this == BOTH || (this == UP) == up;
    }
}
