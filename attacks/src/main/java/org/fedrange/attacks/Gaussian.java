package org.fedrange.attacks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;

/**
 * Each Byzantine node sends normal noise of its own, whatever honest nodes send.
 *
 * <pre>
 * [b_i]_k ~ N(mean, deviation^2), independently
 * </pre>
 *
 * <p>Example: mean 3, deviation 0 sends (3, 3, 3).
 *
 * <p>Source: Blanchard, El Mhamdi, Guerraoui, Stainer, "Machine Learning with Adversaries", 2017, section 5.
 */
public record Gaussian(
        @Parameter(value = "mean of each coordinate", byDefault = "0") double mean,
        @Parameter(value = "standard deviation of each coordinate", min = 0, byDefault = "1") double deviation)
        implements ModelPoisoning {
    public Gaussian {
        Parameters.check(Gaussian.class, mean, deviation);
    }

    @Override
    public Knowledge needs() {
        return Knowledge.OWN;
    }

    @Override
    public List<ParameterVector> craft(View view, RandomGenerator stream) {
        List<ParameterVector> crafted = new ArrayList<>();
        for (int i = 0; i < view.nodes().size(); i++) {
            double[] noise = new double[view.model().size()];
            Arrays.setAll(noise, k -> mean + deviation * stream.nextGaussian());
            crafted.add(Honest.vector(noise, view.model()));
        }
        return crafted;
    }
}
