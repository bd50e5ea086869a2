package org.fedrange.learning.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.fedrange.learning.ClippingShape;
import org.fedrange.learning.kernel.Kernel;

/**
 * The mathematics of a classifier with softmax at its end and the mean cross-entropy as its loss, in any precision.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface Classifier<A> {

    /** The array steps. */
    Kernel<A> kernel();

    /** Number of features of one example. */
    int features();

    /** Number of classes. */
    int classes();

    /** Layers with weights, in the order of their parameters. */
    List<Layer> weightedLayers();

    /** Room for batches of up to {@code rows} examples. */
    Batch<A> batch(int rows);

    /** The layer whose outputs can be looked at and silenced one by one; empty where there is none. */
    Optional<Units> units();

    /**
     * Outputs of a layer with weights that go, through ReLU, into the next.
     *
     * @param layer its place among {@link #weightedLayers}
     * @param places how many numbers each output gives for one example: one, or as many as its map has pixels after pooling
     */
    record Units(int layer, int places) {}

    /** Number of parameters. */
    default int parameters() {
        return weightedLayers().stream().mapToInt(Layer::parameters).sum();
    }

    /**
     * A layer with weights, and then a bias for each output.
     *
     * @param weights the shape of the weights: [outputs, inputs], or of a convolution [maps, channels, height, width]
     */
    record Layer(List<Integer> weights) {
        public Layer {
            weights = List.copyOf(weights);
        }

        /** Number of outputs; of maps where weights are shared. */
        public int outputs() {
            return weights.getFirst();
        }

        /** Numbers each output is a weighted sum of. */
        public int inputs() {
            return weights.stream().skip(1).reduce(1, Math::multiplyExact);
        }

        /** Weights and biases. */
        public int parameters() {
            return inputs() * outputs() + outputs();
        }
    }

    /** A batch on its way through the classifier: arrays that are reused from step to step. Not for two threads at once. */
    interface Batch<A> {
        /** How many examples fit. */
        int rows();

        /** Where the examples go, row by row. */
        A input();

        /** After any of the passes: class probabilities, row by row. */
        A probabilities();

        /** After any of the passes: what the {@link Classifier#units} say, row by row, unit by unit; without them what goes into the fully connected layers. */
        A activations();

        /** After {@link #inputGradient} and {@link #bothGradients}: the loss's gradient by each example's features, row by row. */
        A inputErrors();

        /** Class probabilities of the first {@code rows} examples. */
        void forward(A parameters, int rows);

        /** Mean loss, and its gradient by the parameters, written to {@code gradient}. */
        double gradient(A parameters, int[] labels, int rows, A gradient);

        /**
         * Mean loss, and the sum of every example's own gradient, scaled down to {@code bound} where it is longer, as {@code shape} says, written to {@code gradient}; {@code norms} gets the lengths of whole gradients before.
         * Empty where the classifier has no way to it but one example after the other.
         */
        default OptionalDouble clippedGradient(A parameters, int[] labels, int rows, double bound, ClippingShape shape, double[] norms, A gradient) {
            return OptionalDouble.empty();
        }

        /** Mean loss, its gradient by the parameters, written to {@code gradient}, and its gradient by the features, which is then in {@link #inputErrors}. */
        double bothGradients(A parameters, int[] labels, int rows, A gradient);

        /** Mean loss; its gradient by the features is then in {@link #inputErrors}. */
        double inputGradient(A parameters, int[] labels, int rows);
    }
}
