package org.fedrange.attacks;

import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;

/**
 * Every node sends the opposite of the honest mean, scaled, so that the aggregate may point away from it.
 *
 * <pre>
 * a = -scale mu,   mu the mean of what honest nodes send
 * </pre>
 *
 * <p>Example: honest (1, 4) and (3, 0) with scale 2: mu = (2, 2), and (-4, -4) is sent.
 *
 * <p>Source: Xie, Koyejo, Gupta, "Fall of Empires: Breaking Byzantine-Tolerant SGD by Inner Product Manipulation", 2020. The
 * paper uses scales from 0.1 to 10; implementations differ in their default.
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
        return Collections.nCopies(view.nodes().size(), new Sample(view.honest()).combined(-scale, 0));
    }
}
