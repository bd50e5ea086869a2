package org.fedrange.attacks.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.fedrange.learning.training.FedAvg;
import org.fedrange.learning.training.FedProx;
import org.fedrange.learning.training.Scaffold;
import org.fedrange.learning.training.Training;

/**
 * What lies between the model a node received and what it sent, as far as its training tells: steps on parts of its examples, in one fixed order, because
 * the true one is drawn in secret.
 *
 * <pre>
 * v = momentum v + g + decay w + pull (w - start),  w = w - rate v;   what was sent, by the step: mean of v
 * </pre>
 *
 * <p>One step without momentum, of which the gradient itself is sent, for whatever does not train locally. Scaffold's control variates are taken to be 0,
 * as they are in its first round.
 *
 * <p>Example: 8 examples, 2 epochs in batches of 4: steps on 0-3, 4-7, 0-3 and 4-7.
 *
 * @param steps the rows of each step
 */
record LocalDescent(List<int[]> steps, double rate, double momentum, double decay, double pull) {

    /** What so many nodes did together, each on its share of the records, step beside step. */
    static LocalDescent of(Task task, int records, int nodes) {
        return switch (task.training()) {
            case FedAvg its -> new LocalDescent(steps(task, records, nodes, its.localEpochs()), its.learningRate(), its.momentum(), its.weightDecay(), 0);
            case FedProx its -> new LocalDescent(steps(task, records, nodes, its.localEpochs()), its.learningRate(), its.momentum(), its.weightDecay(), its.mu());
            case Scaffold its -> new LocalDescent(steps(task, records, nodes, its.localEpochs()), its.learningRate(), 0, its.weightDecay(), 0);
            default -> new LocalDescent(List.of(IntStream.range(0, records).toArray()), 0, 0, 0, 0);
        };
    }

    private static List<int[]> steps(Task task, int records, int nodes, int epochs) {
        int batches = Math.max(1, task.steps(Math.max(1, records / nodes)) / epochs);
        List<int[]> steps = new ArrayList<>();
        for (int epoch = 0; epoch < epochs; epoch++) {
            for (int batch = 0; batch < batches; batch++) {
                steps.add(IntStream.range(records * batch / batches, records * (batch + 1) / batches).toArray());
            }
        }
        steps.removeIf(rows -> rows.length == 0);
        return steps;
    }

    /** What was sent, by the step, in double precision: the mean of velocities where steps are local, otherwise the gradient that {@link GradientEstimate} finds. */
    double[] target(View view, Contribution seen) {
        float[] from = (local(view.task().training()) ? seen.change() : GradientEstimate.of(view, seen)).array();
        double factor = local(view.task().training()) ? -1 / (rate * steps.size()) : 1;
        double[] target = new double[from.length];
        for (int i = 0; i < target.length; i++) {
            target[i] = factor * from[i];
        }
        return target;
    }

    private static boolean local(Training training) {
        return training instanceof FedAvg || training instanceof FedProx || training instanceof Scaffold;
    }
}
