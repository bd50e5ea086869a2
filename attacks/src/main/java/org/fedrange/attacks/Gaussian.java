package org.fedrange.attacks;

import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;

/**
 * Each node sends noise that has nothing to do with what honest nodes send.
 *
 * <pre>
 * [a_i]_k = mean + deviation g,   g standard normal, drawn anew for each node i and coordinate k
 * </pre>
 *
 * <p>Example: with mean 1 and deviation 2, the draws 0.5 and -1 give (2, -1).
 *
 * <p>Source: Blanchard, El Mhamdi, Guerraoui, Stainer, "Machine Learning with Adversaries: Byzantine Tolerant Gradient
 * Descent", 2017, section 6, with deviation 200. Others add the noise to an honest update.
 */
public record Gaussian(
        @Parameter(value = "mean of each coordinate", byDefault = "0") double mean,
        @Parameter(value = "standard deviation of each coordinate", min = 0, byDefault = "1") double deviation)
        implements BlindPoisoning {
    public Gaussian {
        Parameters.check(Gaussian.class, mean, deviation);
    }

    @Override
    public List<ParameterVector> craft(View view, RandomGenerator stream) {
        return view.nodes().stream().map(node -> noise(view.model(), stream)).toList();
    }

    private ParameterVector noise(ParameterVector like, RandomGenerator stream) {
        return like.filled((from, length, block) -> {
            for (int k = 0; k < length; k++) {
                block[k] = mean + deviation * stream.nextGaussian();
            }
        });
    }
}
