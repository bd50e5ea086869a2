package org.fedrange.defenses;

import java.util.Map;
import java.util.TreeMap;
import org.fedrange.aggregation.Context;
import org.fedrange.aggregation.State;
import org.fedrange.learning.Normal;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;

/**
 * Adds a little Gaussian noise to each round's aggregate, which drowns what a few pushed into coordinates that nobody else moves.
 *
 * <pre>
 * a' = a + deviation g,   g standard normal in each coordinate
 * </pre>
 *
 * <p>Example: (3, 4) with deviation 0.1 and the draws 0.5, -1 becomes (3.05, 3.9); {@code normBefore} is 5.
 *
 * <p>With the stage {@code clipping} before the rule this is norm clipping with weak differential privacy: weak, because no privacy is claimed for
 * so little noise. What is little depends on the model: compare {@code noiseNorm} with {@code normBefore}.
 *
 * <p>Source: Sun, Kairouz, Suresh, McMahan, "Can You Really Backdoor Federated Learning?", 2019, (weak) differential privacy; there 0.025 against
 * clipped FedAvg updates.
 */
public record WeakDp(@Parameter(value = "standard deviation of the noise in each coordinate", above = 0) double deviation) implements Defense {
    public WeakDp {
        Parameters.check(WeakDp.class, deviation);
    }

    @Override
    public Outcome<ParameterVector> onAggregate(Context context, State state, ParameterVector aggregate, int updates) {
        ParameterVector noised = Normal.noised(aggregate, deviation, context.stream());
        return new Outcome<>(noised, new TreeMap<>(Map.of("normBefore", aggregate.norm(), "noiseNorm", noised.minus(aggregate).norm())));
    }
}
