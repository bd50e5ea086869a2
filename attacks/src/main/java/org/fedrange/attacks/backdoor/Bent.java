package org.fedrange.attacks.backdoor;

import java.util.random.RandomGenerator;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.model.Network;

/**
 * A network whose training gradient is changed after it was computed; all else is as it was.
 *
 * @param network the network
 * @param bend what changes the gradient
 */
record Bent(Network network, Bend bend) implements Network {
    /** Changes a gradient in place, given the parameters it was computed at. */
    interface Bend {
        void apply(float[] parameters, float[] gradient);
    }

    @Override
    public int parameters() {
        return network.parameters();
    }

    @Override
    public FloatVector initial(RandomGenerator stream) {
        return network.initial(stream);
    }

    @Override
    public double gradient(float[] parameters, Examples examples, int[] rows, float[] gradient) {
        double loss = network.gradient(parameters, examples, rows, gradient);
        bend.apply(parameters, gradient);
        return loss;
    }

    @Override
    public FloatVector[] exampleGradients(FloatVector parameters, Examples examples, int[] rows) {
        return network.exampleGradients(parameters, examples, rows);
    }

    @Override
    public Gradient inputGradient(FloatVector parameters, Examples examples, int[] rows) {
        return network.inputGradient(parameters, examples, rows);
    }

    @Override
    public float[] probabilities(FloatVector parameters, Examples examples) {
        return network.probabilities(parameters, examples);
    }
}
