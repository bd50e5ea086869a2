package org.fedrange.simulator.fault;

import java.util.Optional;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.simulator.ChosenNodes;
import org.fedrange.simulator.Experiment;
import org.jspecify.annotations.Nullable;

/**
 * A hospital computes more slowly than usual in a round. How long it usually takes is the experiment's {@code compute}.
 *
 * <p>Example: 32 examples at 10 ms each take 320 ms; slowed down 5 times, 1600 ms.
 *
 * <p>Source: this project.
 */
public record Straggling(
        @Parameter(value = "probability that a hospital is slow in a round", min = 0, max = 1, byDefault = "1") double probability,
        @Parameter(value = "how many times as long it computes", min = 1) double slowdown,
        @Parameter(value = "hospitals it can strike: names, or a number that is drawn", derived = "all") @Nullable ChosenNodes hospitals)
        implements Fault {
    public Straggling {
        Parameters.check(Straggling.class, probability, slowdown, hospitals);
    }

    @Override
    public Optional<String> idle(Experiment experiment) {
        return experiment.compute().millisPerExample() > 0
                ? Optional.empty()
                : Optional.of("straggling has nothing to slow down, as computing takes no time; give compute: {millisPerExample: ...}");
    }

    @Override
    public double slowdown(Occasion occasion) {
        return occasion.happens(probability) ? slowdown : 1;
    }
}
