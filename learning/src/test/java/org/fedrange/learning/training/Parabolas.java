package org.fedrange.learning.training;

import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.model.Network;

/** One parameter w, and for each example (a, t) the loss a/2 (w - t)^2, so that every step can be worked out by hand. */
record Parabolas() implements Network {
    static Examples examples(float... numbers) {
        return new Examples(numbers, new int[numbers.length / 2], 2);
    }

    @Override
    public int parameters() {
        return 1;
    }

    @Override
    public List<Integer> layers() {
        return List.of(1);
    }

    @Override
    public FloatVector initial(RandomGenerator stream) {
        return FloatVector.zeros(1);
    }

    @Override
    public double gradient(float[] parameters, Examples examples, int[] rows, float[] gradient) {
        gradient[0] = 0;
        double loss = 0;
        for (int row : rows) {
            float a = examples.features()[2 * row];
            float distance = parameters[0] - examples.features()[2 * row + 1];
            gradient[0] += a * distance / rows.length;
            loss += a * distance * distance / 2 / rows.length;
        }
        return loss;
    }

    @Override
    public FloatVector[] exampleGradients(FloatVector parameters, Examples examples, int[] rows) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Gradient inputGradient(FloatVector parameters, Examples examples, int[] rows) {
        throw new UnsupportedOperationException();
    }

    @Override
    public float[] probabilities(FloatVector parameters, Examples examples) {
        throw new UnsupportedOperationException();
    }
}
