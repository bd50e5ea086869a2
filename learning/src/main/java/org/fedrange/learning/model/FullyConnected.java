package org.fedrange.learning.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.fedrange.learning.ClippingShape;
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
 * <p>Examples and scores lie example by example, hidden layers unit by unit: the large products, {@code W X'} and the gradient
 * {@code E X}, then have rows of W as their rows, and few columns or a short sum, which is what BLAS is fastest at.
 *
 * @param widths number of features, of each hidden layer's units, and of classes
 * @param kernel the array steps
 * @param from where its parameters begin, in an array that also holds others
 */
public record FullyConnected<A>(List<Integer> widths, Kernel<A> kernel, int from) implements Classifier<A> {
    public FullyConnected {
        widths = List.copyOf(widths);
    }

    /** With parameters from the beginning of their array. */
    public FullyConnected(List<Integer> widths, Kernel<A> kernel) {
        this(widths, kernel, 0);
    }

    /** Arrays of one pass over a batch, reused from step to step. Not for two threads at once. */
    public final class Scratch implements Batch<A> {
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

        @Override
        public int rows() {
            return rows;
        }

        @Override
        public A input() {
            return activations.getFirst();
        }

        @Override
        public A probabilities() {
            return activations.getLast();
        }

        @Override
        public A activations() {
            return activations.get(activations.size() - 2);
        }

        @Override
        public A inputErrors() {
            return errors.getFirst();
        }

        @Override
        public void forward(A parameters, int count) {
            FullyConnected.this.forward(parameters, count, this);
        }

        @Override
        public double gradient(A parameters, int[] labels, int count, A gradient) {
            return FullyConnected.this.gradient(parameters, labels, count, this, gradient);
        }

        @Override
        public OptionalDouble clippedGradient(A parameters, int[] labels, int count, double bound, ClippingShape shape, double[] norms, A gradient) {
            return OptionalDouble.of(FullyConnected.this.clippedGradient(parameters, labels, count, this, bound, shape, norms, gradient));
        }

        @Override
        public double bothGradients(A parameters, int[] labels, int count, A gradient) {
            return FullyConnected.this.gradient(parameters, labels, count, this, gradient, true);
        }

        @Override
        public double inputGradient(A parameters, int[] labels, int count) {
            return FullyConnected.this.inputGradient(parameters, labels, count, this);
        }
    }

    /** Of the last hidden layer. */
    @Override
    public Optional<Units> units() {
        return layers() < 2 ? Optional.empty() : Optional.of(new Units(layers() - 2, 1));
    }

    @Override
    public int features() {
        return widths.getFirst();
    }

    @Override
    public int classes() {
        return widths.getLast();
    }

    @Override
    public List<Layer> weightedLayers() {
        return IntStream.range(0, layers()).mapToObj(layer -> new Layer(List.of(outputs(layer), inputs(layer)))).toList();
    }

    @Override
    public Batch<A> batch(int rows) {
        return new Scratch(rows);
    }

    @Override
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

    /** Whether a layer's activations, of layer 0 the examples, lie unit by unit. */
    private boolean byUnit(int layer) {
        return layer > 0 && layer < layers();
    }

    /** How a layer's activations, rows for examples, are an operand of a product. */
    private Shape byExample(int layer) {
        return byUnit(layer) ? Shape.TRANSPOSED : Shape.PLAIN;
    }

    private static Shape turned(Shape shape) {
        return shape == Shape.PLAIN ? Shape.TRANSPOSED : Shape.PLAIN;
    }

    /** Class probabilities for the scratch's input. */
    public void forward(A parameters, int rows, Scratch scratch) {
        int at = from;
        for (int layer = 0; layer < layers(); layer++) {
            A input = scratch.activations.get(layer);
            A result = scratch.activations.get(layer + 1);
            int in = inputs(layer);
            int out = outputs(layer);
            if (byUnit(layer + 1)) {
                kernel.fillAlongRows(result, out, rows, parameters, at + in * out);
                kernel.multiply(Shape.PLAIN, turned(byExample(layer)), out, rows, in, 1, parameters, at, input, 0, 1, result, 0);
                kernel.relu(result, rows * out);
            } else {
                kernel.fillRows(result, rows, out, parameters, at + in * out);
                kernel.multiply(byExample(layer), Shape.TRANSPOSED, rows, out, in, 1, input, 0, parameters, at, 1, result, 0);
            }
            at += in * out + out;
        }
        kernel.softmax(scratch.probabilities(), rows, widths.getLast());
    }

    /** Mean loss over the scratch's input, and its gradient by the parameters, written to {@code gradient}. */
    public double gradient(A parameters, int[] labels, int rows, Scratch scratch, A gradient) {
        return gradient(parameters, labels, rows, scratch, gradient, false);
    }

    /** As above; with {@code byFeatures} also the gradient by the features, in {@link Scratch#inputErrors}. */
    double gradient(A parameters, int[] labels, int rows, Scratch scratch, A gradient, boolean byFeatures) {
        double loss = lossAndErrors(parameters, labels, rows, scratch, 1.0 / rows);
        int at = from + parameters();
        for (int layer = layers() - 1; layer >= 0; layer--) {
            at -= inputs(layer) * outputs(layer) + outputs(layer);
            layerGradient(at, layer, rows, scratch, gradient);
            if (layer > 0 || byFeatures) {
                backward(parameters, at, layer, rows, scratch);
            }
        }
        return loss / rows;
    }

    /**
     * Mean loss over the scratch's input, and the sum of every example's own gradient, scaled down to {@code bound} where it is longer, as {@code shape} says.
     *
     * <p>No example's gradient is ever written down: in a layer with inputs a and errors b it is b a' for the weights and b for the biases, so that its squared length is
     * |b|^2 (|a|^2 + 1); and all errors of an example scale with its gradient (Goodfellow, "Efficient Per-Example Gradient Computations", 2015).
     */
    double clippedGradient(A parameters, int[] labels, int rows, Scratch scratch, double bound, ClippingShape shape, double[] norms, A gradient) {
        double loss = lossAndErrors(parameters, labels, rows, scratch, 1);
        int[] begins = new int[layers()];
        double[][] squares = new double[layers()][rows];
        int at = from + parameters();
        for (int layer = layers() - 1; layer >= 0; layer--) {
            at -= inputs(layer) * outputs(layer) + outputs(layer);
            begins[layer] = at;
            addSquares(layer, rows, scratch, squares[layer]);
            if (layer > 0) {
                backward(parameters, at, layer, rows, scratch);
            }
        }
        double[] sums = new double[rows];
        for (int layer = layers() - 1; layer >= 0; layer--) {
            for (int i = 0; i < rows; i++) {
                sums[i] += squares[layer][i];
            }
        }
        Arrays.setAll(norms, i -> Math.sqrt(sums[i]));
        for (int layer = 0; layer < layers(); layer++) {
            double[] own = shape == ClippingShape.FLAT ? sums : squares[layer];
            double most = shape == ClippingShape.FLAT ? bound : bound / Math.sqrt(layers());
            double[] factors = Arrays.stream(own).map(square -> ClippingShape.factor(Math.sqrt(square), most)).toArray();
            kernel.scaleEach(byExample(layer + 1), scratch.errors.get(layer + 1), rows, outputs(layer), factors);
            layerGradient(begins[layer], layer, rows, scratch, gradient);
        }
        return loss / rows;
    }

    /** Adds the squared length of each example's gradient by a layer's weights and biases. */
    private void addSquares(int layer, int rows, Scratch scratch, double[] squares) {
        double[] inputs = new double[rows];
        double[] errors = new double[rows];
        kernel.addSquares(byExample(layer), scratch.activations.get(layer), rows, inputs(layer), inputs);
        kernel.addSquares(byExample(layer + 1), scratch.errors.get(layer + 1), rows, outputs(layer), errors);
        for (int i = 0; i < rows; i++) {
            squares[i] += errors[i] * (inputs[i] + 1);
        }
    }

    /** Mean loss over the scratch's input; its gradient by the features is then in {@link Scratch#inputErrors}. */
    public double inputGradient(A parameters, int[] labels, int rows, Scratch scratch) {
        double loss = lossAndErrors(parameters, labels, rows, scratch, 1.0 / rows);
        int at = from + parameters();
        for (int layer = layers() - 1; layer >= 0; layer--) {
            at -= inputs(layer) * outputs(layer) + outputs(layer);
            backward(parameters, at, layer, rows, scratch);
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

    /** The gradient by a layer's weights and biases, which lie at {@code at}, from the errors of its outputs. */
    private void layerGradient(int at, int layer, int rows, Scratch scratch, A gradient) {
        int in = inputs(layer);
        int out = outputs(layer);
        A error = scratch.errors.get(layer + 1);
        kernel.multiply(
                turned(byExample(layer + 1)), byExample(layer), out, in, rows, 1, error, 0, scratch.activations.get(layer), 0, 0, gradient, at);
        if (byUnit(layer + 1)) {
            kernel.sumAlongRows(error, out, rows, gradient, at + in * out);
        } else {
            kernel.sumRows(error, rows, out, gradient, at + in * out);
        }
    }

    /** The errors of a layer's inputs, which for a hidden layer are those of its sums before ReLU, from the errors of its outputs. */
    private void backward(A parameters, int at, int layer, int rows, Scratch scratch) {
        int in = inputs(layer);
        int out = outputs(layer);
        A errors = scratch.errors.get(layer + 1);
        A result = scratch.errors.get(layer);
        if (byUnit(layer)) {
            kernel.multiply(Shape.TRANSPOSED, turned(byExample(layer + 1)), in, rows, out, 1, parameters, at, errors, 0, 0, result, 0);
            kernel.reluGradient(result, scratch.activations.get(layer), rows * in);
        } else {
            kernel.multiply(byExample(layer + 1), Shape.PLAIN, rows, in, out, 1, errors, 0, parameters, at, 0, result, 0);
        }
    }
}
