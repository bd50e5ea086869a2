package org.fedrange.attacks.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Picture;
import org.fedrange.learning.training.FedAvg;
import org.fedrange.learning.training.FedProx;
import org.fedrange.learning.training.Scaffold;

/**
 * How badly examples explain a gradient: one minus the cosine between theirs and it, and the total variation of pictures.
 *
 * <pre>
 * with v = (g/|g| cos - t/|t|) / |g|, g the examples' gradient and t the one to match:   d/dx = (input gradient at w + e v - that at w - e v) / 2e
 * </pre>
 */
final class MatchingObjective {
    /** Length of e v: long enough for single precision, short beside the parameters. */
    private static final double REACH = 0.3;

    private final Task task;
    private final FloatVector target;
    private final double length;
    private final int[] labels;
    private final double variation;
    private final List<int[]> steps;
    private final double rate;
    private final FloatVector start;

    MatchingObjective(Task task, FloatVector model, FloatVector target, int[] labels, double variation) {
        this.task = task;
        this.target = target;
        this.length = target.norm();
        this.labels = labels;
        this.variation = variation;
        this.start = model;
        this.steps = steps(task, labels.length);
        this.rate = switch (task.training()) {
            case FedAvg its -> its.learningRate();
            case FedProx its -> its.learningRate();
            case Scaffold its -> its.learningRate();
            default -> 0;
        };
    }

    /** The rows of each local step; all at once where there is one. */
    private static List<int[]> steps(Task task, int records) {
        int count = task.steps(records);
        int epochs = switch (task.training()) {
            case FedAvg its -> its.localEpochs();
            case FedProx its -> its.localEpochs();
            case Scaffold its -> its.localEpochs();
            default -> 1;
        };
        int batches = Math.max(1, count / epochs);
        List<int[]> steps = new ArrayList<>();
        for (int epoch = 0; epoch < epochs; epoch++) {
            for (int batch = 0; batch < batches; batch++) {
                steps.add(IntStream.range(records * batch / batches, records * (batch + 1) / batches).toArray());
            }
        }
        steps.removeIf(rows -> rows.length == 0);
        return steps;
    }

    /** The objective for some examples. */
    double value(float[] x) {
        Walk walk = walk(x);
        float[] ignored = new float[x.length];
        return 1 - cosine(walk.gradient()) + (variation > 0 ? variation(x, ignored) : 0);
    }

    /** Where local steps lead: the parameters before each, and the mean gradient along the way. */
    private record Walk(List<FloatVector> at, FloatVector gradient) {}

    private Walk walk(float[] x) {
        Examples examples = new Examples(x, labels, task.shape().width());
        List<FloatVector> at = new ArrayList<>();
        FloatVector model = start;
        FloatVector sum = null;
        for (int[] rows : steps) {
            at.add(model);
            FloatVector gradient = task.network().gradient(model, examples, rows).vector();
            sum = sum == null ? gradient : (FloatVector) sum.plus(gradient);
            model = at.size() < steps.size() ? (FloatVector) model.plus(-rate, gradient) : model;
        }
        return new Walk(at, steps.size() == 1 ? java.util.Objects.requireNonNull(sum) : java.util.Objects.requireNonNull(sum).scaled(1.0 / steps.size()));
    }

    private double cosine(FloatVector gradient) {
        return GradientAlignment.cosine(gradient, target);
    }

    /** Its gradient by the features, written to {@code result}. */
    void gradient(float[] x, float[] result) {
        Arrays.fill(result, 0);
        Walk walk = walk(x);
        double norm = walk.gradient().norm();
        if (norm > 0) {
            double cosine = cosine(walk.gradient());
            FloatVector direction = walk.gradient().combined(cosine / (norm * norm), -1 / (norm * length), target);
            double along = direction.norm();
            if (along > 0) {
                differences(x, walk.at(), direction, REACH / along, result);
            }
        }
        if (variation > 0) {
            variation(x, result);
        }
    }

    private void differences(float[] x, List<FloatVector> at, FloatVector direction, double e, float[] result) {
        Examples examples = new Examples(x, labels, task.shape().width());
        int width = task.shape().width();
        for (int step = 0; step < steps.size(); step++) {
            int[] rows = steps.get(step);
            float[] up = task.network().inputGradient((FloatVector) at.get(step).plus(e, direction), examples, rows).vector().array();
            float[] down = task.network().inputGradient((FloatVector) at.get(step).plus(-e, direction), examples, rows).vector().array();
            for (int i = 0; i < up.length; i++) {
                result[rows[i / width] * width + i % width] += (float) ((up[i] - down[i]) / (2 * e * steps.size()));
            }
        }
    }

    /** The mean difference of neighbouring pixels, weighted; its gradient is added to {@code result}. */
    private double variation(float[] x, float[] result) {
        Picture picture = task.shape().picture().orElse(null);
        if (picture == null) {
            return 0;
        }
        double each = variation / x.length;
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            int column = i % picture.width();
            int row = i / picture.width() % picture.height();
            if (column + 1 < picture.width()) {
                sum += pair(x, i, i + 1, each, result);
            }
            if (row + 1 < picture.height()) {
                sum += pair(x, i, i + picture.width(), each, result);
            }
        }
        return sum;
    }

    private static double pair(float[] x, int i, int j, double each, float[] result) {
        double difference = (double) x[j] - x[i];
        float slope = (float) (each * Math.signum(difference));
        result[j] += slope;
        result[i] -= slope;
        return each * Math.abs(difference);
    }
}
