package org.fedrange.attacks.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.training.Training;

/**
 * Trains models as the federation trains its own, on examples that an observer chooses: the same number of hospitals, rounds and local steps, and
 * the mean of what they send. What a rule or a server optimiser does besides is not imitated, nor are dropouts.
 *
 * @param hospitals number of hospitals
 * @param rounds number of rounds
 * @param workers who carries it out
 * @param shelf where models are kept that are trained
 */
public record ShadowTraining(int hospitals, int rounds, Workers workers, Shelf shelf) {

    /** Training that keeps nothing. */
    public ShadowTraining(int hospitals, int rounds, Workers workers) {
        this(hospitals, rounds, workers, Shelf.none());
    }

    /** The same on a part of the shelf. */
    public ShadowTraining within(String part) {
        return new ShadowTraining(hospitals, rounds, workers, (name, training) -> shelf.model(part + "-" + name, training));
    }

    /** A model from these examples, which are dealt to the hospitals in turn, in an order drawn first. */
    FloatVector train(Task task, FloatVector initial, Examples examples, RandomGenerator stream) {
        List<Examples> dealt = dealt(examples, stream);
        List<Training.Memory> memories = new ArrayList<>();
        dealt.forEach(part -> memories.add(task.training().fresh(task.network())));
        ParameterVector model = initial;
        for (int round = 0; round < rounds; round++) {
            ParameterVector sum = FloatVector.zeros(initial.size());
            for (int i = 0; i < dealt.size(); i++) {
                Training.Local local = task.training().train(task.network(), model, dealt.get(i), memories.get(i), stream);
                memories.set(i, local.memory());
                sum = sum.plus(1.0 / dealt.size(), local.change());
            }
            model = task.training().apply(model, sum);
        }
        return (FloatVector) model;
    }

    private List<Examples> dealt(Examples examples, RandomGenerator stream) {
        int[] order = IntStream.range(0, examples.size()).toArray();
        for (int i = order.length - 1; i > 0; i--) {
            int j = stream.nextInt(i + 1);
            int held = order[i];
            order[i] = order[j];
            order[j] = held;
        }
        int parts = Math.min(hospitals, examples.size());
        return IntStream.range(0, parts)
                .mapToObj(part -> examples.at(IntStream.range(0, order.length).filter(i -> i % parts == part).map(i -> order[i]).toArray()))
                .toList();
    }
}
