package org.fedrange.simulator.fault;

import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.simulator.ChosenNodes;
import org.jspecify.annotations.Nullable;

/**
 * A message is held back on the way, so that later ones overtake it; held back past the deadline, it comes too late.
 *
 * <pre>
 * delay = -heldBackMillisMean ln(1 - u),  u uniform
 * </pre>
 *
 * <p>Example: u = 0.5 and a mean of 1000 ms hold a message back for 693 ms.
 *
 * <p>Source: this project.
 */
public record Reordering(
        @Parameter(value = "probability that a message is held back", min = 0, max = 1) double probability,
        @Parameter(value = "mean of the exponential time it is held back", unit = "ms", above = 0, byDefault = "1000")
                double heldBackMillisMean,
        @Parameter(value = "hospitals it can strike: names, or a number that is drawn", derived = "all") @Nullable ChosenNodes hospitals)
        implements Fault {
    public Reordering {
        Parameters.check(Reordering.class, probability, heldBackMillisMean, hospitals);
    }

    @Override
    public List<Copy> carry(Occasion occasion, List<Copy> copies) {
        RandomGenerator stream = occasion.stream();
        return copies.stream().map(copy -> heldBack(copy, stream)).toList();
    }

    private Copy heldBack(Copy copy, RandomGenerator stream) {
        double chance = stream.nextDouble();
        double later = -heldBackMillisMean * StrictMath.log1p(-stream.nextDouble());
        return chance < probability ? copy.struck(this, copy.body(), later) : copy;
    }
}
