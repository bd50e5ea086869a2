package org.fedrange.simulator.fault;

import java.util.Optional;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.simulator.ChosenNodes;
import org.fedrange.simulator.Experiment;
import org.jspecify.annotations.Nullable;

/**
 * For some rounds nothing passes between the coordinator and some hospitals, either way.
 *
 * <p>Example: hospitals [London, Lyon] from 5 until 8: in these four rounds their invitations are lost; in round 9 they are back, with
 * the momentum they had.
 *
 * <p>Source: this project.
 */
public record NetworkPartition(
        @Parameter(value = "first round", min = 1) int from,
        @Parameter(value = "last round", min = 1) int until,
        @Parameter(value = "hospitals it can strike: names, or a number that is drawn", derived = "all") @Nullable ChosenNodes hospitals)
        implements Fault {
    public NetworkPartition {
        Parameters.check(NetworkPartition.class, from, until, hospitals);
        if (until < from) {
            throw new IllegalArgumentException("until must be at least from = " + from + ", got " + until);
        }
    }

    @Override
    public Optional<String> idle(Experiment experiment) {
        return from <= experiment.rounds()
                ? Optional.empty()
                : Optional.of("the network partition begins in round " + from + ", but there are only " + experiment.rounds());
    }

    @Override
    public Optional<String> silence(Occasion occasion) {
        return occasion.round() >= from && occasion.round() <= until
                ? Optional.of("cut off by a network partition from round " + from + " until " + until)
                : Optional.empty();
    }
}
