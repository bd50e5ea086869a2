package org.fedrange.attacks;

import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.model.Network;

/**
 * Calls each example in each round what the model just received holds for least likely.
 *
 * <pre>
 * y becomes argmin over c other than y of p(c | x, w),  the first of equals
 * </pre>
 *
 * <p>Example: of three classes the model gives an example of class 0 the probabilities (0.5, 0.2, 0.3): it is called 1.
 *
 * <p>Source: Shejwalkar, Houmansadr, Kairouz, Ramage, "Back to the Drawing Board: A Critical Evaluation of Poisoning Attacks on Production
 * Federated Learning", 2022, section 4.2, where a surrogate model is asked; here the global model itself, which every node receives.
 */
public record DynamicLabelFlip() implements DataPoisoning {
    @Override
    public Poison prepare(List<Examples> held, int classes, RandomGenerator stream) {
        return new Poison() {
            @Override
            public Examples examples(Examples own, int position, int nodes, RandomGenerator each) {
                return own;
            }

            @Override
            public Examples examples(Examples own, Network network, FloatVector model) {
                float[] probabilities = network.probabilities(model, own);
                int[] labels = new int[own.size()];
                for (int row = 0; row < labels.length; row++) {
                    labels[row] = leastLikely(probabilities, row * classes, classes, own.labels()[row]);
                }
                return new Examples(own.features(), labels, own.width());
            }
        };
    }

    private static int leastLikely(float[] probabilities, int from, int classes, int truth) {
        int least = truth == 0 ? 1 : 0;
        for (int label = 0; label < classes; label++) {
            if (label != truth && probabilities[from + label] < probabilities[from + least]) {
                least = label;
            }
        }
        return least;
    }
}
