package org.fedrange.attacks;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;

/**
 * All Byzantine nodes send the opposite of the honest mean, scaled, to turn the aggregate's inner product with it negative.
 *
 * <pre>
 * b = -scale mean(H)
 * </pre>
 *
 * <p>Example: honest updates (1, 0) and (3, 2), scale 2: the mean is (2, 1), sent is (-4, -2).
 *
 * <p>Source: Xie, Koyejo, Gupta, "Fall of Empires: Breaking Byzantine-Tolerant SGD by Inner Product Manipulation", 2020.
 */
public record InnerProduct(
        @Parameter(value = "length of what is sent, as a multiple of the honest mean", above = 0, byDefault = "2") double scale)
        implements ModelPoisoning {
    public InnerProduct {
        Parameters.check(InnerProduct.class, scale);
    }

    @Override
    public Knowledge needs() {
        return Knowledge.ALL_UPDATES;
    }

    @Override
    public List<ParameterVector> craft(View view, RandomGenerator stream) {
        double[] sent = Arrays.stream(new Honest(view.honest()).mean()).map(mean -> -scale * mean).toArray();
        return Collections.nCopies(view.nodes().size(), Honest.vector(sent, view.model()));
    }
}
