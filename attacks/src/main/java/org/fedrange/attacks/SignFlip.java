package org.fedrange.attacks;

import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;

/**
 * Each node sends the opposite of its own honest update, scaled; a node without data that of the mean of what the adversary
 * sees: the honest updates, or where it sees none, those of its other nodes.
 *
 * <pre>
 * a_i = -scale x_i
 * </pre>
 *
 * <p>Example: x = (1, -2) with scale 3 becomes (-3, 6).
 *
 * <p>Source: Li, Xu, Chen, Giannakis, Ling, "RSA: Byzantine-Robust Stochastic Aggregation Methods for Distributed Learning from
 * Heterogeneous Datasets", 2019. Others let every node send minus the honest mean, which takes more knowledge.
 */
public record SignFlip(
        @Parameter(value = "length of what is sent, as a multiple of the honest update", above = 0, byDefault = "1") double scale)
        implements ModelPoisoning {
    public SignFlip {
        Parameters.check(SignFlip.class, scale);
    }

    @Override
    public Knowledge needs() {
        return Knowledge.OWN;
    }

    @Override
    public List<ParameterVector> craft(View view, RandomGenerator stream) {
        return view.startingPoints().stream().map(point -> point.scaled(-scale)).toList();
    }
}
