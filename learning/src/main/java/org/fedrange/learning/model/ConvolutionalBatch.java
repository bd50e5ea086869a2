package org.fedrange.learning.model;

import java.util.ArrayList;
import java.util.List;
import org.fedrange.learning.kernel.Convolution;
import org.fedrange.learning.kernel.ConvolutionKernel;
import org.fedrange.learning.kernel.Frame;
import org.jspecify.annotations.Nullable;

/** A batch on its way through a convolutional classifier: in groups of {@link #LANES} examples through the convolutions, then as a whole. */
final class ConvolutionalBatch<A> implements Classifier.Batch<A> {
    /** Examples side by side: a whole number of vectors, and few enough that what they need stays in a fast cache. */
    private static final int LANES = 32;

    private final Convolutional<A> network;
    private final ConvolutionKernel<A> steps;
    private final Frame frame;
    private final A input;
    private final A pictures;
    private final A pictureErrors;
    private final A inputErrors;
    private final List<ConvolutionalLayer<A>> layers = new ArrayList<>();
    private final FullyConnected<A>.Scratch head;

    ConvolutionalBatch(Convolutional<A> network, int rows) {
        this.network = network;
        this.steps = network.kernel().convolution();
        this.frame = network.convolutions().getFirst().input();
        int lanes = Math.min(rows, LANES);
        this.input = network.kernel().zeros(rows * network.features());
        this.inputErrors = network.kernel().zeros(rows * network.features());
        this.pictures = network.kernel().zeros(rows * frame.size());
        this.pictureErrors = network.kernel().zeros(lanes * frame.size());
        this.head = network.head().new Scratch(rows);
        A from = pictures;
        int at = 0;
        for (int i = 0; i < network.convolutions().size(); i++) {
            Convolution its = network.convolutions().get(i);
            layers.add(new ConvolutionalLayer<>(its, output(i), network, at, from, rows, lanes));
            from = layers.getLast().result();
            at += its.parameters();
        }
    }

    /** What comes out of a convolution lies as the next takes it in; after the last it has no border. */
    private Frame output(int i) {
        List<Convolution> all = network.convolutions();
        Convolution its = all.get(i);
        return i + 1 < all.size() ? all.get(i + 1).input() : new Frame(its.maps(), its.pooledHeight(), its.pooledWidth(), 0, 0);
    }

    @Override
    public int rows() {
        return head.rows();
    }

    @Override
    public A input() {
        return input;
    }

    @Override
    public A probabilities() {
        return head.probabilities();
    }

    @Override
    public A activations() {
        return head.input();
    }

    @Override
    public A inputErrors() {
        return inputErrors;
    }

    @Override
    public void forward(A parameters, int rows) {
        convolve(parameters, rows);
        network.head().forward(parameters, rows, head);
    }

    @Override
    public double gradient(A parameters, int[] labels, int rows, A gradient) {
        return gradient(parameters, labels, rows, gradient, false);
    }

    @Override
    public double bothGradients(A parameters, int[] labels, int rows, A gradient) {
        return gradient(parameters, labels, rows, gradient, true);
    }

    private double gradient(A parameters, int[] labels, int rows, A gradient, boolean byFeatures) {
        convolve(parameters, rows);
        double loss = network.head().gradient(parameters, labels, rows, head, gradient, true);
        backward(parameters, rows, gradient, byFeatures);
        return loss;
    }

    @Override
    public double inputGradient(A parameters, int[] labels, int rows) {
        convolve(parameters, rows);
        double loss = network.head().inputGradient(parameters, labels, rows, head);
        backward(parameters, rows, null, true);
        return loss;
    }

    /** From the errors of the head's inputs to the gradient by the parameters, where it is wanted, and to that by the features. */
    private void backward(A parameters, int rows, @Nullable A gradient, boolean byFeatures) {
        for (int from = 0; from < rows; from += LANES) {
            int lanes = Math.min(LANES, rows - from);
            backward(parameters, from, lanes, gradient, byFeatures ? pictureErrors : null);
            if (byFeatures) {
                separate(from, lanes);
            }
        }
    }

    /** The errors of a group's pictures, without their borders, example by example. */
    private void separate(int from, int lanes) {
        for (int channel = 0; channel < frame.channels(); channel++) {
            for (int y = 0; y < frame.height(); y++) {
                steps.separate(
                        frame.width(), lanes, frame.inner(), pictureErrors, frame.row(channel, y) * lanes, inputErrors, at(channel, y, from));
            }
        }
    }

    /** Where a row of an example's channel lies among the features. */
    private int at(int channel, int y, int example) {
        return example * frame.inner() + (channel * frame.height() + y) * frame.width();
    }

    private void convolve(A parameters, int rows) {
        int features = network.head().features();
        for (int from = 0; from < rows; from += LANES) {
            int lanes = Math.min(LANES, rows - from);
            read(from, lanes);
            for (ConvolutionalLayer<A> layer : layers) {
                layer.forward(parameters, from, lanes);
            }
            steps.separate(features, lanes, features, layers.getLast().result(), from * features, head.input(), from * features);
        }
    }

    /** Lays a group of examples side by side, within their borders. */
    private void read(int from, int lanes) {
        int base = from * frame.size();
        steps.clear(pictures, base, lanes * frame.size());
        for (int channel = 0; channel < frame.channels(); channel++) {
            for (int y = 0; y < frame.height(); y++) {
                steps.interleave(
                        frame.width(), lanes, frame.inner(), input, at(channel, y, from), pictures, base + frame.row(channel, y) * lanes);
            }
        }
    }

    private void backward(A parameters, int from, int lanes, @Nullable A gradient, @Nullable A first) {
        int features = network.head().features();
        steps.interleave(features, lanes, features, head.inputErrors(), from * features, layers.getLast().errors(), 0);
        for (int i = layers.size() - 1; i >= 0; i--) {
            layers.get(i).backward(parameters, from, lanes, gradient, i > 0 ? layers.get(i - 1).errors() : first);
        }
    }
}
