package org.fedrange.attacks;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;

/**
 * Every node sends the honest mean shifted by a few standard deviations in each coordinate: little enough to pass for honest,
 * and enough to do harm.
 *
 * <pre>
 * a = mu + z sd,   mu and sd per coordinate over what honest nodes send, sd with n - 1 degrees of freedom
 * z paper:  s = floor(n/2 + 1) - f,   z = quantile((n - f - s) / (n - f)),   n all nodes, f the Byzantine ones
 * </pre>
 *
 * <p>Example: honest 1, 2, 3 with z = 1.5: mu = 2, sd = 1, and 3.5 is sent. With n = 10 and f = 3, s = 3 and
 * z = quantile(4/7) = 0.180. With one honest update sd is 0.
 *
 * <p>Source: Baruch, Baruch, Goldberg, "A Little Is Enough: Circumventing Defenses For Distributed Learning", 2019, algorithm
 * 3; the sign follows the common implementations. The paper's z is zero or negative for small n.
 */
public record LittleIsEnough(
        @Parameter(value = "standard deviations by which the mean is shifted, or the word paper", byDefault = "1.5") Deviations z)
        implements ModelPoisoning {
    public LittleIsEnough {
        Parameters.check(LittleIsEnough.class, z);
    }

    @Override
    public Knowledge needs() {
        return Knowledge.ALL_UPDATES;
    }

    @Override
    public Optional<String> infeasible(int nodes, int byzantine) {
        return z.undefined(nodes, byzantine);
    }

    @Override
    public Optional<String> weakness(int nodes, int byzantine) {
        double shift = z.among(nodes, byzantine);
        return shift > 0
                ? Optional.empty()
                : Optional.of("little-is-enough with z: " + z + " shifts the mean by " + shift + " deviations among " + nodes + " nodes, "
                        + byzantine + " of them Byzantine: it sends the honest mean or pulls the other way; give a number above 0");
    }

    @Override
    public List<ParameterVector> craft(View view, RandomGenerator stream) {
        double shift = z.among(view.honest().size() + view.nodes().size(), view.nodes().size());
        return Collections.nCopies(view.nodes().size(), new Sample(view.honest()).combined(1, shift));
    }
}
