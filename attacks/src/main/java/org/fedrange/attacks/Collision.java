package org.fedrange.attacks;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.model.Network;

/**
 * The search of {@link FeatureCollision}: moves examples until a model answers to each as to its victim.
 *
 * @param start where the examples begin, and near which they stay
 * @param victims the example in row i aims at victim (first + i) modulo their number
 */
record Collision(Network network, FloatVector model, Examples start, Examples victims, int first, int classes, double closeness) {
    /** Below this a probability counts as this: its logarithm is taken. */
    private static final double LEAST = 1e-6;

    private static final double FIRST_STEP = 0.1;

    /** The features found after some steps. */
    float[] moved(int iterations) {
        double[][] wanted = answers(victims);
        float[] best = start.features();
        double[] costs = costs(best, wanted);
        double[] steps = new double[start.size()];
        Arrays.fill(steps, FIRST_STEP);
        for (int i = 0; i < iterations; i++) {
            float[] tried = stepped(best, gradient(best, wanted), steps);
            double[] reached = costs(tried, wanted);
            float[] next = best.clone();
            for (int row = 0; row < steps.length; row++) {
                boolean better = reached[row] < costs[row];
                if (better) {
                    System.arraycopy(tried, row * start.width(), next, row * start.width(), start.width());
                    costs[row] = reached[row];
                }
                steps[row] *= better ? 1 : 0.5;
            }
            best = next;
        }
        return best;
    }

    private double[] wanted(int row, double[][] wanted) {
        return wanted[(first + row) % wanted.length];
    }

    /** The logarithms of the class probabilities, row by row. */
    private double[][] answers(Examples examples) {
        float[] probabilities = network.probabilities(model, examples);
        double[][] answers = new double[examples.size()][classes];
        for (int row = 0; row < answers.length; row++) {
            for (int c = 0; c < classes; c++) {
                answers[row][c] = StrictMath.log(Math.max(LEAST, probabilities[row * classes + c]));
            }
        }
        return answers;
    }

    private double[] costs(float[] features, double[][] wanted) {
        double[][] answers = answers(with(features));
        double[] costs = new double[answers.length];
        for (int row = 0; row < costs.length; row++) {
            double far = squared(answers[row], wanted(row, wanted));
            double off = 0;
            for (int k = row * start.width(); k < (row + 1) * start.width(); k++) {
                double moved = (double) features[k] - start.features()[k];
                off += moved * moved;
            }
            costs[row] = far + closeness * off;
        }
        return costs;
    }

    private static double squared(double[] a, double[] b) {
        double sum = 0;
        for (int c = 0; c < a.length; c++) {
            sum += (a[c] - b[c]) * (a[c] - b[c]);
        }
        return sum;
    }

    /** By the features, class by class: the loss under the label c is -ln p(c | x), and its mean is taken over the rows. */
    private double[] gradient(float[] features, double[][] wanted) {
        double[][] answers = answers(with(features));
        double[] gradient = new double[features.length];
        int[] rows = IntStream.range(0, start.size()).toArray();
        int[] labels = new int[rows.length];
        for (int c = 0; c < classes; c++) {
            Arrays.fill(labels, c);
            float[] losses = network.inputGradient(model, new Examples(features, labels, start.width()), rows).vector().array();
            for (int row = 0; row < rows.length; row++) {
                double weight = -2 * (answers[row][c] - wanted(row, wanted)[c]) * rows.length;
                for (int k = row * start.width(); k < (row + 1) * start.width(); k++) {
                    gradient[k] += weight * losses[k];
                }
            }
        }
        return gradient;
    }

    /** Forward along the answers' gradient, then backward towards the start. */
    private float[] stepped(float[] features, double[] gradient, double[] steps) {
        float[] stepped = new float[features.length];
        for (int k = 0; k < stepped.length; k++) {
            double step = steps[k / start.width()];
            double pull = 2 * step * closeness;
            stepped[k] = (float) ((features[k] - step * gradient[k] + pull * start.features()[k]) / (1 + pull));
        }
        return stepped;
    }

    private Examples with(float[] features) {
        return new Examples(features, start.labels(), start.width());
    }
}
