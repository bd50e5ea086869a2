package org.fedrange.simulator.fault;

import java.util.Optional;
import java.util.stream.IntStream;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.simulator.ChosenNodes;
import org.jspecify.annotations.Nullable;

/**
 * A hospital fails while it computes, stays away for some rounds and returns with what it remembered before.
 *
 * <p>In each round a running hospital fails with the same probability. While it is down the coordinator still invites it, and hears
 * nothing.
 *
 * <p>Example: rounds 2: crashed in round 5, nothing is heard in rounds 6 and 7, and in round 8 it answers again.
 *
 * <p>Source: this project; the crash-recovery model of distributed computing.
 */
public record Crash(
        @Parameter(value = "probability that a running hospital fails in a round", min = 0, max = 1) double probability,
        @Parameter(value = "rounds it stays away after the one it failed in", min = 0, max = 1000, byDefault = "1") int rounds,
        @Parameter(value = "hospitals it can strike: names, or a number that is drawn", derived = "all") @Nullable ChosenNodes hospitals)
        implements Fault {
    public Crash {
        Parameters.check(Crash.class, probability, rounds, hospitals);
    }

    @Override
    public Optional<String> silence(Occasion occasion) {
        // The latest failure counts: a draw for a round in which the hospital was down anyway makes it stay away longer.
        return IntStream.rangeClosed(1, Math.min(rounds, occasion.round() - 1))
                .map(back -> occasion.round() - back)
                .filter(round -> occasion.in(round).happens(probability))
                .mapToObj(round -> "down since it failed in round " + round)
                .findFirst();
    }

    @Override
    public Optional<String> failure(Occasion occasion) {
        return occasion.happens(probability) ? Optional.of("failed while computing") : Optional.empty();
    }
}
