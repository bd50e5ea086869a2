package org.fedrange.attacks;

import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Examples;

/**
 * Measures badly: adds noise to every feature and leaves the labels alone.
 *
 * <pre>
 * x_j becomes x_j + deviation N(0, 1),  drawn once for each example and feature
 * </pre>
 *
 * <p>Example: with deviation 2 and the draw -0.5 a feature of 1.0 becomes 0.0.
 *
 * <p>Source: Fang, Cao, Jia, Gong, "Local Model Poisoning Attacks to Byzantine-Robust Federated Learning", 2020, calls attacks on features
 * data poisoning; Gaussian noise is the one of Li, Xu, Chen, Giannakis, Ling, "RSA", 2019.
 */
public record FeatureNoise(
        @Parameter(value = "deviation of the noise, where features are brought to a deviation of 1", above = 0, byDefault = "3") double deviation)
        implements DataPoisoning {
    public FeatureNoise {
        Parameters.check(FeatureNoise.class, deviation);
    }

    @Override
    public Poison prepare(List<Examples> held, int classes, RandomGenerator stream) {
        return (own, position, nodes, each) -> {
            float[] noisy = own.features().clone();
            for (int i = 0; i < noisy.length; i++) {
                noisy[i] += (float) (deviation * each.nextGaussian());
            }
            return new Examples(noisy, own.labels(), own.width());
        };
    }
}
