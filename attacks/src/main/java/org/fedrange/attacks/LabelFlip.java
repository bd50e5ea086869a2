package org.fedrange.attacks;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.fedrange.learning.data.Examples;

/**
 * The Byzantine hospitals train on turned labels.
 *
 * <pre>
 * y becomes classes - 1 - y
 * </pre>
 *
 * <p>Example: with ten classes a 2 is taught as a 7.
 *
 * <p>Source: Tolpegin, Truex, Gursoy, Liu, "Data Poisoning Attacks Against Federated Learning Systems", 2020; all classes, as in
 * Allen-Zhu et al., "Byzantine-Resilient Non-Convex Stochastic Gradient Descent", 2021.
 */
public record LabelFlip() implements DataPoisoning {
    @Override
    public Knowledge needs() {
        return Knowledge.OWN;
    }

    @Override
    public Examples poison(Examples examples, int classes, RandomGenerator stream) {
        int[] turned = Arrays.stream(examples.labels()).map(label -> classes - 1 - label).toArray();
        return new Examples(examples.features(), turned, examples.width());
    }
}
