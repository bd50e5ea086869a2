package org.fedrange.attacks.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.model.Classifier;

/**
 * How badly examples explain what was sent: the distance between what local steps on them would send and that, and the total variation of pictures. In
 * double precision, and differentiated backwards through the steps.
 *
 * <pre>
 * a = d/d(velocity after step k) of the distance;   (H a, M a) = (gradients by parameters and by features at w_k + e a - those at w_k) / e
 * d/dx += M a,   d/dw_k = d/dw_(k+1) + (decay + pull) a + H a,   d/dv_k = momentum a
 * </pre>
 *
 * <p>The way e is so short that nearly no unit is switched on or off by it: what is found is what automatic differentiation, carried out twice, finds. Single
 * precision has no such e: in a network with ReLU and pooling differences that it can hold reach over many switches.
 */
final class MatchingObjective {
    /** Length of e a: in double precision a millionth still leaves ten digits of a difference. */
    private static final double REACH = 1e-6;

    private final Classifier<double[]> network;
    private final Classifier.Batch<double[]> batch;
    private final LocalDescent descent;
    private final double[] start;
    private final double[] target;
    private final int[] labels;
    private final GradientDistance distance;
    private final Optional<TotalVariation> variation;

    MatchingObjective(Task task, FloatVector model, LocalDescent descent, double[] target, int[] labels, GradientDistance distance, double variation) {
        this.network = task.network().precise().orElseThrow(() -> new IllegalArgumentException("the model has no double precision"));
        this.batch = network.batch(labels.length);
        this.descent = descent;
        this.start = new double[model.size()];
        Arrays.setAll(start, i -> model.array()[i]);
        this.target = target;
        this.labels = labels;
        this.distance = distance;
        this.variation = task.shape().picture().filter(any -> variation > 0).map(its -> new TotalVariation(its, variation));
    }

    /** The objective for some examples; its gradient by the features is written to {@code result}. */
    double gradient(double[] x, double[] result) {
        Arrays.fill(result, 0);
        Walk walk = walk(x);
        double[] slope = new double[start.length];
        double value = distance.of(walk.sent(), target, slope);
        back(x, walk, slope, result);
        return value + variation.map(its -> its.of(x, result)).orElse(0.0);
    }

    /** Where a step began, and the gradients there: of the parameters, and of the features of its rows. */
    private record Step(double[] at, double[] gradient, double[] byFeatures) {}

    /** The steps, and what would be sent. */
    private record Walk(List<Step> steps, double[] sent) {}

    private Walk walk(double[] x) {
        List<Step> steps = new ArrayList<>();
        double[] w = start;
        double[] v = new double[start.length];
        double[] sent = new double[start.length];
        int count = descent.steps().size();
        for (int[] rows : descent.steps()) {
            Step step = step(w, x, rows);
            steps.add(step);
            double[] next = steps.size() < count ? new double[w.length] : w;
            for (int i = 0; i < v.length; i++) {
                v[i] = descent.momentum() * v[i] + step.gradient()[i] + descent.decay() * w[i] + descent.pull() * (w[i] - start[i]);
                sent[i] += v[i] / count;
            }
            for (int i = 0; i < v.length && steps.size() < count; i++) {
                next[i] = w[i] - descent.rate() * v[i];
            }
            w = next;
        }
        return new Walk(steps, sent);
    }

    private Step step(double[] at, double[] x, int[] rows) {
        int width = network.features();
        int[] its = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(x, rows[i] * width, batch.input(), i * width, width);
            its[i] = labels[rows[i]];
        }
        double[] gradient = new double[at.length];
        batch.bothGradients(at, its, rows.length, gradient);
        return new Step(at, gradient, Arrays.copyOf(batch.inputErrors(), rows.length * width));
    }

    /** From the derivative by what is sent, back through the steps, to that by the features. */
    private void back(double[] x, Walk walk, double[] slope, double[] result) {
        double[] byModel = new double[slope.length];
        double[] byVelocity = new double[slope.length];
        double[] along = new double[slope.length];
        for (int k = walk.steps().size() - 1; k >= 0; k--) {
            for (int i = 0; i < along.length; i++) {
                along[i] = slope[i] / walk.steps().size() + byVelocity[i] - descent.rate() * byModel[i];
                byVelocity[i] = descent.momentum() * along[i];
                byModel[i] += (descent.decay() + descent.pull()) * along[i];
            }
            double length = GradientDistance.norm(along);
            if (length > 0) {
                differences(x, walk.steps().get(k), descent.steps().get(k), along, REACH / length, byModel, result);
            }
        }
    }

    private void differences(double[] x, Step from, int[] rows, double[] along, double e, double[] byModel, double[] result) {
        double[] moved = new double[along.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = from.at()[i] + e * along[i];
        }
        Step to = step(moved, x, rows);
        for (int i = 0; i < moved.length; i++) {
            byModel[i] += (to.gradient()[i] - from.gradient()[i]) / e;
        }
        int width = network.features();
        for (int i = 0; i < to.byFeatures().length; i++) {
            result[rows[i / width] * width + i % width] += (to.byFeatures()[i] - from.byFeatures()[i]) / e;
        }
    }
}
