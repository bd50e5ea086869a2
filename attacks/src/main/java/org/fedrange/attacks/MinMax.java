package org.fedrange.attacks;

import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.Optional;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;

/**
 * Every node sends one vector, as far from the honest mean as it can without being farther from any honest update than two of those are from one another.
 *
 * <pre>
 * a = mu + gamma p,   the largest gamma with max_i ||a - x_i|| <= max_{i,j} ||x_i - x_j||
 * p:  unit -mu / ||mu||,   sign -sign(mu),   std -sd with n - 1 degrees of freedom
 * </pre>
 *
 * <p>Example: honest 1, 2, 6 with direction unit: mu = 3, p = -1, the largest distance 5; 6 - (3 - gamma) = 5 gives gamma = 2, and 1 is sent.
 *
 * <p>gamma is the root of a quadratic equation, where others halve a step; so the bound is met exactly.
 *
 * <p>Source: Shejwalkar, Houmansadr, "Manipulating the Byzantine: Optimizing Model Poisoning Attacks and Defenses for Federated Learning",
 * 2021, section IV.
 */
public record MinMax(
        @Parameter(value = "the way in which the mean is left", byDefault = "unit") Direction direction) implements ModelPoisoning {
    public MinMax {
        Parameters.check(MinMax.class, direction);
    }

    @Override
    public Knowledge needs() {
        return Knowledge.ALL_UPDATES;
    }

    @Override
    public Optional<String> infeasible(int nodes, int byzantine) {
        return Reach.infeasible("min-max", nodes - byzantine);
    }

    @Override
    public List<ParameterVector> craft(View view, RandomGenerator stream) {
        return Collections.nCopies(view.nodes().size(), new Reach(view.honest(), direction).withinTheLargestDistance());
    }
}
