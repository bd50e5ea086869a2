package org.fedrange.simulator.fault;

import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.simulator.ChosenNodes;
import org.jspecify.annotations.Nullable;

/**
 * One bit of one number of a message is turned on the way. Nothing protects a message in the clear: the number that arrives counts,
 * unless it is not finite any more.
 *
 * <p>Example: 1.0 with its highest exponent bit turned is infinite and refused; with its sign bit turned it is -1.0 and goes into the
 * aggregate.
 *
 * <p>Source: this project. TCP's checksum misses about one damaged segment in 10 million (Stone, Partridge, "When the CRC and TCP
 * Checksum Disagree", 2000).
 */
public record Corruption(
        @Parameter(value = "probability that a message is damaged", min = 0, max = 1) double probability,
        @Parameter(value = "hospitals it can strike: names, or a number that is drawn", derived = "all") @Nullable ChosenNodes hospitals)
        implements Fault {
    public Corruption {
        Parameters.check(Corruption.class, probability, hospitals);
    }

    @Override
    public List<Copy> carry(Occasion occasion, List<Copy> copies) {
        RandomGenerator stream = occasion.stream();
        return copies.stream()
                .map(copy -> stream.nextDouble() < probability ? copy.struck(this, copy.body().damaged(stream), 0) : copy)
                .toList();
    }
}
