package org.fedrange.attacks.inference;

import java.util.Arrays;
import java.util.Optional;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.model.Network;

/**
 * Draws for each class what the final model takes for its most typical record: walks from the population's mean to where the model is surest of the class.
 *
 * <pre>
 * objective(x) = loss(w; x, class) + pull / 2 mean of ((x - mean) / deviation)^2 + totalVariation TV(x)
 * x = x - rate (1 - k / iterations) deviation sqrt(features) g / |g|,   g = gradient of the objective by x;   x within what the observer's own examples take
 * </pre>
 *
 * <p>It needs the model alone, so that secure sums hide nothing from it. What a class looks like is what a model is there to know: this is a leak where a class is one hospital's, or one
 * person's, and where the observer has no examples of the class. Of its own it takes means, deviation and bounds, and reads no label.
 *
 * <p>Example: softmax of one feature with weights -1 and 1, mean 0, deviation 1. At 0 both classes have 1/2, and the loss of the second falls by 1 as x rises by 1: one step at a rate
 * of 0.1 ends at 0.1, for the first class at -0.1.
 *
 * <p>Source: Fredrikson, Jha, Ristenpart, "Model Inversion Attacks that Exploit Confidence Information and Basic Countermeasures", 2015, algorithm 1; there the walk starts at 0, and
 * faces are smoothed by an autoencoder or a filter between steps.
 */
public record ClassInversion(
        @Parameter(value = "steps of the walk", min = 1, max = 100_000, byDefault = "200") int iterations,
        @Parameter(value = "length of the first step, of features of deviation 1", above = 0, byDefault = "0.1") double learningRate,
        @Parameter(value = "weight of the distance from the population's mean", min = 0, byDefault = "1") double pull,
        @Parameter(value = "weight of total variation in pictures", min = 0, byDefault = "1") double totalVariation)
        implements InferenceAttack {
    public ClassInversion {
        Parameters.check(ClassInversion.class, iterations, learningRate, pull, totalVariation);
    }

    @Override
    public ObserverKnowledge knowledge() {
        return ObserverKnowledge.RELEASED_MODELS;
    }

    /** One record for each class, in their order. */
    public Examples representatives(View view, Examples side) {
        int classes = view.task().shape().classes();
        int width = view.task().shape().width();
        float[] features = new float[classes * width];
        int[] labels = new int[classes];
        Box box = Box.of(side, width);
        for (int label = 0; label < classes; label++) {
            labels[label] = label;
            System.arraycopy(walk(view.task(), view.last(), box, label), 0, features, label * width, width);
        }
        return new Examples(features, labels, width);
    }

    private float[] walk(Task task, FloatVector model, Box box, int label) {
        double[] x = new double[box.mean().length];
        Arrays.setAll(x, j -> box.mean()[j]);
        Optional<TotalVariation> variation = task.shape().picture().map(its -> new TotalVariation(its, totalVariation));
        for (int k = 0; k < iterations; k++) {
            double[] slope = slope(task.network(), model, box, x, label);
            variation.ifPresent(its -> its.of(x, slope));
            double length = GradientDistance.norm(slope);
            if (length == 0) {
                break;
            }
            double step = learningRate * (1 - (double) k / iterations) * box.deviation() * Math.sqrt(x.length) / length;
            for (int j = 0; j < x.length; j++) {
                x[j] -= step * slope[j];
            }
            box.clamp(x);
        }
        return box.features(x, false);
    }

    /** The objective's gradient but for total variation. */
    private double[] slope(Network network, FloatVector model, Box box, double[] x, int label) {
        FloatVector uphill = network.inputGradient(model, new Examples(box.features(x, false), new int[] {label}, x.length), new int[] {0}).vector();
        double[] slope = new double[x.length];
        Arrays.setAll(slope, j -> uphill.get(j) + pull * (x[j] - box.mean()[j]) / (box.deviation() * box.deviation() * x.length));
        return slope;
    }
}
