package org.fedrange.attacks.backdoor;

import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.model.Network;

/**
 * A network that bends training: it changes the parameters before each gradient, or the gradient after; all else is as it was.
 *
 * @param network the network
 * @param before changes the parameters, which are the training's own copy once it has left the model received
 * @param after changes the gradient, given the parameters it was computed at
 */
record Bent(Network network, Consumer<float[]> before, Bend after) implements Network {
    /** Changes a gradient in place, given the parameters it was computed at. */
    interface Bend {
        void apply(float[] parameters, float[] gradient);
    }

    static Bent gradient(Network network, Bend after) {
        return new Bent(network, parameters -> {}, after);
    }

    static Bent parameters(Network network, Consumer<float[]> before) {
        return new Bent(network, before, (parameters, gradient) -> {});
    }

    @Override
    public int parameters() {
        return network.parameters();
    }

    @Override
    public List<Integer> layers() {
        return network.layers();
    }

    @Override
    public FloatVector initial(RandomGenerator stream) {
        return network.initial(stream);
    }

    @Override
    public double gradient(float[] parameters, Examples examples, int[] rows, float[] gradient) {
        before.accept(parameters);
        double loss = network.gradient(parameters, examples, rows, gradient);
        after.apply(parameters, gradient);
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
