package org.fedrange.attacks.inference;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.model.Classifier;

/**
 * Counts how many examples of each class are behind an update, from the last layer's biases.
 *
 * <pre>
 * gradient of bias c:  g_c = mean of p_c - share of class c;   count_c = B (q_c - g_c), rounded to whole numbers that add up to B
 * </pre>
 *
 * <p>q_c, the mean probability of class c, is what the model tells the observer's own examples. Of one example the class is read off exactly:
 * only its own g_c is negative. B is the number of examples that the training's batch size or the node itself declares.
 *
 * <p>Example: B = 4, three classes, an untrained model that says 1/3 to all, g = (-0.417, 0.083, 0.333): counts 4 (0.75, 0.25, 0) = (3, 1, 0).
 *
 * <p>Source: Zhao, Mopuri, Bilen, "iDLG: Improved Deep Leakage from Gradients", 2020, for one example; Geng et al., "Towards General Deep
 * Leakage in Federated Learning", 2021, for several.
 */
public record LabelInference(
        @Parameter(value = "round whose updates are attacked", min = 1, max = 1_000_000, byDefault = "1") int round,
        @Parameter(value = "updates attacked at most, the first in node order", unit = "updates", min = 1, max = 100_000, byDefault = "10")
                int targets)
        implements UpdateInference {
    public LabelInference {
        Parameters.check(LabelInference.class, round, targets);
    }

    @Override
    public Optional<String> unsuited(Task task) {
        return task.layers().isEmpty() ? Optional.of("the model does not say where its last layer is") : Optional.empty();
    }

    /** For each class how many of the examples behind a contribution belong to it. */
    public int[] counts(View view, Contribution seen, Examples side) {
        int records = view.task().records(seen);
        return counts(view.task(), GradientEstimate.of(view, seen), seen.model(), side, records == Integer.MAX_VALUE ? seen.nodes().size() : records);
    }

    /** The same of a gradient. */
    static int[] counts(Task task, FloatVector gradient, FloatVector model, Examples side, int records) {
        List<Classifier.Layer> layers = task.layers();
        int classes = layers.getLast().outputs();
        double[] expected = told(task, model, side, classes);
        double[] shares = new double[classes];
        Arrays.setAll(shares, label -> {
            double bias = gradient.get(gradient.size() - classes + label);
            return records == 1 ? -bias : expected[label] - bias;
        });
        return rounded(shares, records);
    }

    /** Mean probability of each class, over the observer's examples; without any, over one whose features are all 0. */
    private static double[] told(Task task, FloatVector model, Examples side, int classes) {
        Examples asked = side.size() > 0 ? side : new Examples(new float[task.shape().width()], new int[1], task.shape().width());
        float[] probabilities = task.network().probabilities(model, asked);
        double[] mean = new double[classes];
        for (int i = 0; i < probabilities.length; i++) {
            mean[i % classes] += probabilities[i] / (double) asked.size();
        }
        return mean;
    }

    /** Whole numbers that add up to {@code total} and are near its shares: all at their floor, then one more to the largest remainders. */
    static int[] rounded(double[] shares, int total) {
        int[] counts = new int[shares.length];
        double[] rest = new double[shares.length];
        int left = total;
        for (int i = 0; i < shares.length; i++) {
            counts[i] = (int) Math.clamp(Math.floor(shares[i] * total), 0, left);
            left -= counts[i];
            rest[i] = shares[i] * total - counts[i];
        }
        for (; left > 0; left--) {
            int most = 0;
            for (int i = 1; i < rest.length; i++) {
                most = rest[i] > rest[most] ? i : most;
            }
            counts[most]++;
            rest[most]--;
        }
        return counts;
    }
}
