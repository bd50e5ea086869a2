package org.fedrange.simulator.fault;

import java.util.ArrayList;
import java.util.List;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.simulator.ChosenNodes;
import org.jspecify.annotations.Nullable;

/**
 * A message arrives twice, the second copy after a latency of its own. The coordinator refuses the second; a hospital answers the
 * first to arrive.
 *
 * <p>Example: with probability 0.1 one of ten updates is followed by a duplicate, which is refused, counted and audited.
 *
 * <p>Source: this project; the fault is as old as networks.
 */
public record Duplication(
        @Parameter(value = "probability that a message is sent twice", min = 0, max = 1) double probability,
        @Parameter(value = "hospitals it can strike: names, or a number that is drawn", derived = "all") @Nullable ChosenNodes hospitals)
        implements Fault {
    public Duplication {
        Parameters.check(Duplication.class, probability, hospitals);
    }

    @Override
    public List<Copy> carry(Occasion occasion, List<Copy> copies) {
        if (!occasion.happens(probability)) {
            return copies;
        }
        List<Copy> twice = new ArrayList<>(copies);
        twice.add(copies.getFirst().struck(this, copies.getFirst().body(), 0));
        return twice;
    }
}
