package org.fedrange.learning.model;

import java.util.ArrayList;
import java.util.List;
import org.fedrange.learning.kernel.Kernel;
import org.fedrange.learning.kernel.Kernel.Shape;

/**
 * The mathematics of a fully connected classifier with ReLU between its layers and softmax at its end, in any precision:
 *
 * <pre>
 * a_0 = x,  z_l = a_(l-1) W_l' + b_l,  a_l = max(z_l, 0),  p = softmax(z_L),  loss = mean of -ln p[label]
 * </pre>
 *
 * <p>Parameters lie layer by layer, weight [out, in] row-major, then bias. Without hidden layers this is softmax regression.
 *
 * @param widths number of features, of each hidden layer's units, and of classes
 * @param kernel the array steps
 */
public record FullyConnected<A>(List<Integer> widths, Kernel<A> kernel) {
    public FullyConnected {
        widths = List.copyOf(widths);
    }

    /** Arrays of one pass over a batch, reused from step to step. Not for two threads at once. */
    public final class Scratch {
        private final int rows;
        private final List<A> activations = new ArrayList<>();
        private final List<A> errors = new ArrayList<>();

        /** Room for batches of up to {@code rows} examples. */
        public Scratch(int rows) {
            this.rows = rows;
            for (int width : widths) {
                activations.add(kernel.zeros(rows * width));
                errors.add(kernel.zeros(rows * width));
            }
        }

        /** How many examples fit. */
        public int rows() {
            return rows;
        }

        /** Where the examples of the batch go, row by row. */
        public A input() {
            return activations.getFirst();
        }

        /** After {@link #forward}: class probabilities, row by row. */
        public A probabilities() {
            return activations.getLast();
        }

        /** After {@link #forward}: what the units of the last hidden layer say, row by row; without one the input. */
        public A lastHidden() {
            return activations.get(activations.size() - 2);
        }

        /** After {@link #inputGradient}: the loss's gradient by each example's features, row by row. */
        public A inputErrors() {
            return errors.getFirst();
        }
    }

    /** Number of parameters. */
    public int parameters() {
        int parameters = 0;
        for (int layer = 0; layer < layers(); layer++) {
            parameters += inputs(layer) * outputs(layer) + outputs(layer);
        }
        return parameters;
    }

    private int layers() {
        return widths.size() - 1;
    }

    /** Number of inputs of a layer. */
    public int inputs(int layer) {
        return widths.get(layer);
    }

    /** Number of outputs of a layer. */
    public int outputs(int layer) {
        return widths.get(layer + 1);
    }

    /** Class probabilities for the scratch's input. */
    public void forward(A parameters, int rows, Scratch scratch) {
        int at = 0;
        for (int layer = 0; layer < layers(); layer++) {
            int in = inputs(layer);
            int out = outputs(layer);
            A result = scratch.activations.get(layer + 1);
            kernel.fillRows(result, rows, out, parameters, at + in * out);
            kernel.multiply(
                    Shape.PLAIN, Shape.TRANSPOSED, rows, out, in, 1, scratch.activations.get(layer), 0, parameters, at, 1, result, 0);
            if (layer < layers() - 1) {
                kernel.relu(result, rows * out);
            }
            at += in * out + out;
        }
        kernel.softmax(scratch.probabilities(), rows, widths.getLast());
    }

    /** Mean loss over the scratch's input, and its gradient by the parameters, written to {@code gradient}. */
    public double gradient(A parameters, int[] labels, int rows, Scratch scratch, A gradient) {
        double loss = lossAndErrors(parameters, labels, rows, scratch, 1.0 / rows);
        int at = parameters();
        for (int layer = layers() - 1; layer >= 0; layer--) {
            int in = inputs(layer);
            int out = outputs(layer);
            at -= in * out + out;
            A error = scratch.errors.get(layer + 1);
            kernel.multiply(
                    Shape.TRANSPOSED, Shape.PLAIN, out, in, rows, 1, error, 0, scratch.activations.get(layer), 0, 0, gradient, at);
            kernel.sumRows(error, rows, out, gradient, at + in * out);
            if (layer > 0) {
                backward(parameters, at, layer, rows, scratch);
                kernel.reluGradient(scratch.errors.get(layer), scratch.activations.get(layer), rows * in);
            }
        }
        return loss / rows;
    }

    /** Mean loss over the scratch's input; its gradient by the features is then in {@link Scratch#inputErrors}. */
    public double inputGradient(A parameters, int[] labels, int rows, Scratch scratch) {
        double loss = lossAndErrors(parameters, labels, rows, scratch, 1.0 / rows);
        int at = parameters();
        for (int layer = layers() - 1; layer >= 0; layer--) {
            at -= inputs(layer) * outputs(layer) + outputs(layer);
            backward(parameters, at, layer, rows, scratch);
            if (layer > 0) {
                kernel.reluGradient(scratch.errors.get(layer), scratch.activations.get(layer), rows * inputs(layer));
            }
        }
        return loss / rows;
    }

    /** Runs forward and turns the probabilities into the last layer's errors; gives the summed loss. */
    private double lossAndErrors(A parameters, int[] labels, int rows, Scratch scratch, double scale) {
        forward(parameters, rows, scratch);
        int classes = widths.getLast();
        double loss = kernel.crossEntropy(scratch.probabilities(), labels, rows, classes);
        A error = scratch.errors.getLast();
        kernel.copy(scratch.probabilities(), error, rows * classes);
        kernel.crossEntropyGradient(error, labels, rows, classes, scale);
        return loss;
    }

    private void backward(A parameters, int at, int layer, int rows, Scratch scratch) {
        kernel.multiply(
                Shape.PLAIN, Shape.PLAIN, rows, inputs(layer), outputs(layer), 1, scratch.errors.get(layer + 1), 0, parameters, at, 0,
                scratch.errors.get(layer), 0);
    }
}
