package org.fedrange.simulator.cluster;

/** How a worker's day ended. */
public sealed interface Ending {
    /** All cells are finished, or failed. */
    record Done() implements Ending {}

    /** This machine cannot do what is asked of it, and why. */
    record Unfit(String reason) implements Ending {}

    /** The leader is gone, or gave this machine up. */
    record Lost() implements Ending {}

    /** No leader answered. */
    record Unanswered() implements Ending {}
}
