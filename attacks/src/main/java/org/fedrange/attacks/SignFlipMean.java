package org.fedrange.attacks;

import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.learning.ParameterVector;

/**
 * Every node sends the opposite of the honest mean.
 *
 * <pre>
 * a = -mu,   mu the mean of what honest nodes send
 * </pre>
 *
 * <p>Example: honest (1, 4) and (3, 0): mu = (2, 2), and (-2, -2) is sent.
 *
 * <p>Source: Allen-Zhu, Ebrahimian, Li, Alistarh, "Byzantine-Resilient Non-Convex Stochastic Gradient Descent", 2020; others let each node turn
 * its own update round, which takes less knowledge: {@code sign-flip}.
 */
public record SignFlipMean() implements ModelPoisoning {
    @Override
    public Knowledge needs() {
        return Knowledge.ALL_UPDATES;
    }

    @Override
    public List<ParameterVector> craft(View view, RandomGenerator stream) {
        return Collections.nCopies(view.nodes().size(), new Sample(view.honest()).combined(-1, 0));
    }
}
