package org.fedrange.attacks.inference;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.model.Classifier;

/**
 * Computes the examples behind an update from the gradient of a first layer that is fully connected, without a search.
 *
 * <pre>
 * one example:  dW_i = db_i x for every unit i;   x = sum of db_i dW_i / sum of db_i^2   (least squares over the units)
 * B examples:   dW = E X of rank B, where E[i, b] = 0 wherever ReLU silenced unit i on example b;   that pattern of zeros gives E, and then X
 * </pre>
 *
 * <p>Least squares weighs units by what they say, and so survives noise that makes the plain quotient dW_i / db_i of a weak unit useless. The
 * split of several examples is exact where each example leaves enough units silent that others use; about eight at a time come apart. Where they do
 * not, or there is no ReLU, the quotients of the strongest units are given, each a mixture of examples. Scaling or clipping an update does not
 * help against it: quotients stay the same. Local steps on few examples only mix more.
 *
 * <p>Example: x = (2, 3), two units with errors 0.1 and -0.2: dW = ((0.2, 0.3), (-0.4, -0.6)), db = (0.1, -0.2):
 * x = (0.1 (0.2, 0.3) - 0.2 (-0.4, -0.6)) / 0.05 = (2, 3).
 *
 * <p>Source: Phong, Aono, Hayashi, Wang, Moriai, "Privacy-Preserving Deep Learning via Additively Homomorphic Encryption", 2018, section 3.1, for
 * one example; Dimitrov, Baader, Müller, Vechev, "SPEAR: Exact Gradient Inversion of Batches in Federated Learning", 2024, for several.
 */
public record AnalyticReconstruction(
        @Parameter(value = "round whose updates are attacked", min = 1, max = 1_000_000, byDefault = "1") int round,
        @Parameter(value = "updates attacked at most, the first in node order", unit = "updates", min = 1, max = 100_000, byDefault = "10")
                int targets)
        implements Reconstruction {
    /** Beyond so many units the strongest suffice, and more only take time. */
    private static final int MOST_UNITS = 256;

    public AnalyticReconstruction {
        Parameters.check(AnalyticReconstruction.class, round, targets);
    }

    @Override
    public Optional<String> unsuited(Task task) {
        List<Classifier.Layer> layers = task.layers();
        return layers.isEmpty() || layers.getFirst().weights().size() != 2
                ? Optional.of("analytic-reconstruction needs a model whose first layer is fully connected, such as softmax or mlp; convolutions take gradient-inversion")
                : Optional.empty();
    }

    @Override
    public Examples reconstruct(View view, Contribution seen, Examples side, RandomGenerator stream) {
        Task task = view.task();
        FloatVector gradient = GradientEstimate.of(view, seen);
        FirstLayer layer = FirstLayer.of(gradient, task.layers().getFirst(), MOST_UNITS);
        int records = task.records(seen);
        if (layer.units().length == 0) {
            return new Examples(new float[0], new int[0], layer.inputs());
        }
        int[] counts = LabelInference.counts(task, gradient, seen.model(), side, records == Integer.MAX_VALUE ? seen.nodes().size() : records);
        RectifierPatterns patterns = RectifierPatterns.of(layer, records);
        if (patterns.rank() == 1) {
            return examples(List.of(layer.leastSquares()), counts);
        }
        Optional<RectifierPatterns.Split> split = task.layers().size() > 1 ? patterns.split(stream).filter(its -> layer.agrees(seen.model(), its)) : Optional.empty();
        return split.map(its -> named(task, seen.model(), layer, its)).orElseGet(() -> examples(quotients(layer, side, patterns.rank()), counts));
    }

    /** Reconstructions whose classes are known by number only: in the order of the classes. */
    static Examples examples(List<double[]> records, int[] counts) {
        int[] classes = IntStream.range(0, counts.length).flatMap(label -> IntStream.generate(() -> label).limit(counts[label])).toArray();
        int[] labels = IntStream.range(0, records.size()).map(i -> classes[Math.min(i, classes.length - 1)]).toArray();
        return new Examples(flat(records), labels, records.getFirst().length);
    }

    private static float[] flat(List<double[]> records) {
        int width = records.getFirst().length;
        float[] features = new float[records.size() * width];
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) records.get(i / width)[i % width];
        }
        return features;
    }

    /** Reconstructions with the class under which the model would send back the errors that were found. */
    private static Examples named(Task task, FloatVector model, FirstLayer layer, RectifierPatterns.Split split) {
        float[] features = flat(Arrays.asList(split.records()));
        int width = layer.inputs();
        int[] labels = new int[split.records().length];
        for (int record = 0; record < labels.length; record++) {
            float[] its = Arrays.copyOfRange(features, record * width, (record + 1) * width);
            double best = Double.NEGATIVE_INFINITY;
            for (int label = 0; label < task.shape().classes(); label++) {
                FloatVector gradient = task.network().gradient(model, new Examples(its, new int[] {label}, width), new int[] {0}).vector();
                double likeness = layer.likeness(gradient, split.errors()[record]);
                if (likeness > best) {
                    best = likeness;
                    labels[record] = label;
                }
            }
        }
        return new Examples(features, labels, width);
    }

    /** What the units with the strongest errors say: first those that look like examples. */
    private static List<double[]> quotients(FirstLayer layer, Examples side, int records) {
        List<double[]> quotients = IntStream.range(0, layer.units().length).boxed()
                .sorted(Comparator.comparingDouble(unit -> -Math.abs(layer.biases()[unit]))).map(layer::quotient).toList();
        List<double[]> likely = FeatureRange.of(side).likelyFirst(quotients);
        return likely.subList(0, Math.min(records, likely.size()));
    }
}
