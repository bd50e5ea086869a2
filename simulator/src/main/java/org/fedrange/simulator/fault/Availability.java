package org.fedrange.simulator.fault;

import java.util.Optional;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.simulator.ChosenNodes;
import org.jspecify.annotations.Nullable;

/**
 * Hospitals that are not always there; the coordinator knows and does not invite them.
 *
 * <pre>
 * without period:  present in a round with probability share, each round anew
 * with period p:   present in round r where (r - 1 + offset) mod p < share p,  offset drawn once for each hospital from 0 to p - 1
 * </pre>
 *
 * <p>Example: share 0.5 and period 4: present in two rounds, away in two, and so on; hospitals begin at different points.
 *
 * <p>Source: this project; the periodic pattern stands for day and night.
 */
public record Availability(
        @Parameter(value = "share of rounds in which a hospital is present", above = 0, max = 1) double share,
        @Parameter(value = "length of a pattern that repeats", unit = "rounds", min = 2, max = 1_000_000, derived = "none: each round is drawn anew")
                @Nullable Integer periodRounds,
        @Parameter(value = "hospitals it can strike: names, or a number that is drawn", derived = "all") @Nullable ChosenNodes hospitals)
        implements Fault {
    public Availability {
        Parameters.check(Availability.class, share, periodRounds, hospitals);
    }

    @Override
    public Optional<String> away(Occasion occasion) {
        boolean present = periodRounds == null
                ? occasion.happens(share)
                : (occasion.round() - 1 + occasion.once().nextInt(periodRounds)) % periodRounds < share * periodRounds;
        return present ? Optional.empty() : Optional.of("not available");
    }
}
