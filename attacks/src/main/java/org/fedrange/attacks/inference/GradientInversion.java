package org.fedrange.attacks.inference;

import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Normal;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Examples;

/**
 * Searches for examples whose gradient points where the update points, on any model.
 *
 * <pre>
 * least of distance(g(x), g) + totalVariation TV(x),  x within what the observer's own examples take;   steps of Adam along signs
 * </pre>
 *
 * <p>The distance is one minus the cosine, or {@link GradientDistance another}. Its derivative by x is that of a gradient along one direction of the parameters, which is a
 * difference of two gradients in double precision.
 *
 * <p>Labels are those that {@link LabelInference} counts. TV, the mean difference of neighbouring pixels, counts for pictures only. Features with few values are
 * taken to the nearest of them at the end. Of all that is come by from several starts, drawn normally about the observer's mean, what has the smallest objective counts. The rate
 * falls to a tenth after 3/8, 5/8 and 7/8 of the steps. Of local steps the same number is simulated, the examples in one fixed order, and the derivative is carried
 * back through all of them.
 *
 * <p>Example: a cosine of 0.99 and a mean difference of 0.1 between neighbouring pixels, with totalVariation 0.01: 0.01 + 0.001.
 *
 * <p>Source: Geiping, Bauermeister, Dröge, Moeller, "Inverting Gradients: How easy is it to break privacy in federated learning?", 2020. There autodiff is
 * carried out twice instead. With the euclidean distance Zhu, Liu, Han, "Deep Leakage from Gradients", 2019, but for the steps, which are of L-BFGS there.
 */
public record GradientInversion(
        @Parameter(value = "round whose updates are attacked", min = 1, max = 1_000_000, byDefault = "1") int round,
        @Parameter(value = "updates attacked at most, the first in node order", unit = "updates", min = 1, max = 100_000, byDefault = "1") int targets,
        @Parameter(value = "steps of the search", min = 1, max = 1_000_000, byDefault = "2000") int iterations,
        @Parameter(value = "starts of the search", min = 1, max = 1000, byDefault = "1") int restarts,
        @Parameter(value = "step at first, of features of deviation 1", above = 0, byDefault = "0.1") double learningRate,
        @Parameter(value = "weight of total variation in pictures", min = 0, byDefault = "0.005") double totalVariation,
        @Parameter(value = "how far from the update is measured", byDefault = "cosine") GradientDistance distance)
        implements Reconstruction {
    /** More records at a time have never come apart, and take memory without end. */
    private static final int MOST_RECORDS = 128;

    public GradientInversion {
        Parameters.check(GradientInversion.class, round, targets, iterations, restarts, learningRate, totalVariation, distance);
    }

    @Override
    public Optional<String> unsuited(Task task) {
        return task.layers().isEmpty() ? Optional.of("gradient-inversion counts labels from the last layer, and the model does not say where that is") : Optional.empty();
    }

    @Override
    public Examples reconstruct(View view, Contribution seen, Examples side, RandomGenerator stream) {
        Task task = view.task();
        FloatVector gradient = GradientEstimate.of(view, seen);
        int records = task.records(seen);
        if (records > MOST_RECORDS || gradient.norm() == 0) {
            return new Examples(new float[0], new int[0], task.shape().width());
        }
        int[] counts = LabelInference.counts(task, gradient, seen.model(), side, records);
        int[] labels = IntStream.range(0, counts.length).flatMap(label -> IntStream.generate(() -> label).limit(counts[label])).toArray();
        LocalDescent descent = LocalDescent.of(task, records, seen.nodes().size());
        MatchingObjective objective = new MatchingObjective(task, seen.model(), descent, descent.target(view, seen), labels, distance, totalVariation);
        Box box = Box.of(side, task.shape().width());
        Found best = new Found(Double.POSITIVE_INFINITY, new double[records * task.shape().width()]);
        for (int restart = 0; restart < restarts; restart++) {
            best = search(objective, box, best, stream);
        }
        return new Examples(box.features(best.x(), task.shape().picture().isEmpty()), labels, task.shape().width());
    }

    /** Features, and what the objective says of them. */
    private record Found(double value, double[] x) {}

    /** The best of what is come by from one more start, and of what was found before. */
    private Found search(MatchingObjective objective, Box box, Found before, RandomGenerator stream) {
        int width = box.mean().length;
        double[] x = new double[before.x().length];
        for (int i = 0; i < x.length; i++) {
            x[i] = box.mean()[i % width] + box.deviation() * Normal.draw(stream);
        }
        box.clamp(x);
        Found best = before;
        double[] gradient = new double[x.length];
        SignedAdam adam = new SignedAdam(x.length);
        for (int i = 0; i <= iterations; i++) {
            double value = objective.gradient(x, gradient);
            best = value < best.value() ? new Found(value, x.clone()) : best;
            double eighths = 8.0 * i / iterations;
            adam.step(x, gradient, learningRate * box.deviation() * (eighths < 3 ? 1 : eighths < 5 ? 0.1 : eighths < 7 ? 0.01 : 0.001));
            box.clamp(x);
        }
        return best;
    }
}
