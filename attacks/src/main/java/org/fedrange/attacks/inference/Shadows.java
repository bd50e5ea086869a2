package org.fedrange.attacks.inference;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;

/**
 * Models trained on halves of a pool, so that each example of it was trained on by exactly half of them.
 *
 * @param models the models
 * @param in for each model whether it was trained on each example of the pool
 */
record Shadows(List<FloatVector> models, boolean[][] in) {

    /** So many models, an even number, of a pool that begins with the candidates. */
    static Shadows of(View view, Examples candidates, Examples side, int count, ShadowTraining training, Streams streams) {
        Examples pool = side.size() == 0 ? candidates : Examples.joined(List.of(candidates, side));
        boolean[][] in = new boolean[count][pool.size()];
        RandomGenerator halves = streams.of("halves");
        int[] order = IntStream.range(0, count).toArray();
        for (int row = 0; row < pool.size(); row++) {
            for (int i = 0; i < count / 2; i++) {
                int j = halves.nextInt(i, count);
                int held = order[i];
                order[i] = order[j];
                order[j] = held;
                in[order[i]][row] = true;
            }
        }
        List<FloatVector> models = training.workers().results(count, model -> training.shelf().model("shadow-" + model, () -> training.train(
                view.task(), view.first(), pool.at(IntStream.range(0, pool.size()).filter(row -> in[model][row]).toArray()),
                streams.of("shadow", model, 0))));
        return new Shadows(models, in);
    }

    /** For each model the log odds of the candidates' classes. */
    double[][] logits(Task task, Examples candidates) {
        return models.stream().map(model -> Confidence.logit(task, model, candidates)).toArray(double[][]::new);
    }

    /** For each model the probabilities of the candidates' classes. */
    double[][] confidences(Task task, Examples candidates) {
        return models.stream().map(model -> Confidence.of(task, model, candidates)).toArray(double[][]::new);
    }

    /** Values of one row, by the models that were trained on it or those that were not. */
    double[] column(double[][] values, int row, boolean trained) {
        return IntStream.range(0, in.length).filter(model -> in[model][row] == trained).mapToDouble(model -> values[model][row]).toArray();
    }

    static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    /** With the number of values as divisor. */
    static double variance(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values).map(value -> (value - mean) * (value - mean)).average().orElse(0);
    }
}
