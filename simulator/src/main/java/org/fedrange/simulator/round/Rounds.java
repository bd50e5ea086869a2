package org.fedrange.simulator.round;

/**
 * Is told of each round's end, in order, by whichever driver runs.
 *
 * @param <S> the protocol's state
 */
@FunctionalInterface
public interface Rounds<S> {
    /** A round is over; {@code released} is the coordinator's state after it. */
    void closed(RoundReport report, S released);
}
