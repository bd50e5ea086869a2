package org.fedrange.simulator.round;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.fedrange.learning.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * Where a federation stands.
 *
 * @param <S> the protocol's state
 */
public sealed interface Phase<S> {

    /** The coordinator's state as of the last release. */
    S released();

    /** Virtual time since the run began, in milliseconds, at which the current round opened or will open. */
    double clockMillis();

    /** Between rounds: {@code round} is over, 0 before the first. */
    record Resting<S>(int round, S released, double clockMillis) implements Phase<S> {}

    /**
     * In an exchange.
     *
     * @param round the round
     * @param exchange the exchange in it
     * @param released state to fall back to if the round fails
     * @param state state of the round so far
     * @param asked who was asked in this exchange
     * @param heard what became of those who are resolved and not taken in yet; null while nobody is
     * @param taken what became of those who are taken in, the first of those asked
     * @param settled nodes that dropped out in earlier exchanges
     * @param observed what the adversary saw in this exchange, once known
     * @param firstObserved the same of the round's first exchange
     * @param startedMillis virtual time since the round began at which this exchange started
     * @param clockMillis virtual time since the run began at which the round opened
     * @param bytesDown bytes the coordinator sent in this round
     * @param bytesUp bytes it received
     * @param attempts what adversaries on lines tried in this round, in node order exchange by exchange
     */
    record Collecting<S>(
            int round,
            int exchange,
            S released,
            S state,
            SortedSet<NodeId> asked,
            @Nullable Heard heard,
            SortedMap<NodeId, NodeReport> taken,
            SortedMap<NodeId, NodeReport> settled,
            Optional<Observation> observed,
            Optional<Observation> firstObserved,
            double startedMillis,
            double clockMillis,
            long bytesDown,
            long bytesUp,
            List<Attempt> attempts)
            implements Phase<S> {

        /** How many of those asked are resolved. */
        int resolved() {
            return taken.size() + (heard == null ? 0 : heard.count());
        }

        /** With one more resolved. */
        Collecting<S> hearing(Outcome.Resolved outcome) {
            return new Collecting<>(
                    round, exchange, released, state, asked, Heard.after(heard, outcome), taken, settled, observed, firstObserved, startedMillis,
                    clockMillis, bytesDown, bytesUp, attempts);
        }

        /** With more taken in, and others still to be. */
        Collecting<S> taking(S next, SortedMap<NodeId, NodeReport> all, @Nullable Heard left, long bytes, List<Attempt> tried) {
            return new Collecting<>(
                    round, exchange, released, next, asked, left, all, settled, observed, firstObserved, startedMillis, clockMillis, bytesDown,
                    bytesUp + bytes, tried.isEmpty() ? attempts : Stream.concat(attempts.stream(), tried.stream()).toList());
        }
    }
}
