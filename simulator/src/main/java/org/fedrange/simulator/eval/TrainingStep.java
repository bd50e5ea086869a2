package org.fedrange.simulator.eval;

import java.util.ArrayList;
import java.util.List;
import org.fedrange.learning.DoubleVector;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.kernel.DoubleKernel;
import org.fedrange.learning.kernel.Kernel;
import org.fedrange.learning.kernel.NativeKernel;
import org.fedrange.learning.model.FullyConnected;
import org.fedrange.learning.model.FullyConnectedModel;
import org.fedrange.learning.model.Model;
import org.fedrange.learning.training.SgdStep;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.config.Binder;
import org.fedrange.simulator.config.Json;
import tools.jackson.databind.node.ObjectNode;

/** One step of SGD on one batch. */
final class TrainingStep implements Eval.Operation {
    /** The most parameters, and units over all rows of a batch. */
    private static final int LARGEST = 100_000_000;

    @Override
    public void answer(Question question, Answer answer) {
        question.allow("model", "parameters", "features", "labels", "step");
        double[][] features = question.rows("features");
        List<Integer> widths = widths(question, features[0].length);
        if (question.single()) {
            step(question, features, new FullyConnected<>(widths, new NativeKernel()), answer);
        } else {
            step(question, features, new FullyConnected<>(widths, new DoubleKernel()), answer);
        }
    }

    /** The widths of all layers; the model's field {@code classes} gives the last. */
    private static List<Integer> widths(Question question, int features) {
        Question model = question.part("model");
        ObjectNode plain = ((ObjectNode) model.node()).deepCopy();
        plain.remove("classes");
        int classes = model.whole("classes", 2);
        if (classes < 2) {
            throw new Refusal("model.classes: must be at least 2, got " + classes);
        }
        if (!(new Binder().bind(Model.class, Json.tree(plain, "model")) instanceof FullyConnectedModel connected)) {
            throw new Refusal("model: is not fully connected");
        }
        return connected.widths(new Shape(features, classes));
    }

    private static <A> void step(Question question, double[][] features, FullyConnected<A> network, Answer answer) {
        Kernel<A> kernel = network.kernel();
        int size = size(network, features.length);
        A parameters = array(kernel, question.numbers("parameters"), size, "parameters");
        Question its = question.part("step");
        SgdStep sgd = sgd(its);
        A velocity = its.has("velocity") ? array(kernel, its.numbers("velocity"), size, "step.velocity") : kernel.zeros(size);
        A gradient = kernel.zeros(size);
        double loss = network.gradient(
                parameters, labels(question, features.length, network), features.length, batch(features, network), gradient);
        sgd.apply(kernel, size, parameters, gradient, velocity);
        answer.vector("parameters", vector(parameters));
        answer.vector("velocity", vector(velocity));
        answer.number("loss", loss);
    }

    /** Number of parameters; refuses what would not fit into memory before any of it is taken. */
    private static int size(FullyConnected<?> network, int rows) {
        double parameters = 0;
        double activations = 0;
        for (int layer = 0; layer < network.widths().size() - 1; layer++) {
            parameters += (network.inputs(layer) + 1.0) * network.outputs(layer);
            activations += (double) rows * (network.inputs(layer) + (double) network.outputs(layer));
        }
        if (parameters > LARGEST || activations > LARGEST) {
            throw new Refusal("model: more than " + LARGEST + " parameters or units over all rows");
        }
        return network.parameters();
    }

    private static <A> FullyConnected<A>.Scratch batch(double[][] features, FullyConnected<A> network) {
        FullyConnected<A>.Scratch scratch = network.new Scratch(features.length);
        for (int row = 0; row < features.length; row++) {
            for (int j = 0; j < features[row].length; j++) {
                network.kernel().set(scratch.input(), row * features[row].length + j, features[row][j]);
            }
        }
        return scratch;
    }

    private static SgdStep sgd(Question step) {
        List<String> allowed = new ArrayList<>(List.of("learningRate", "momentum", "weightDecay", "velocity"));
        for (String name : step.node().propertyNames()) {
            if (!allowed.contains(name)) {
                throw new Refusal("step." + name + ": unknown field; allowed: " + String.join(", ", allowed));
            }
        }
        return new SgdStep(step.number("learningRate", Double.NaN), step.number("momentum", 0), step.number("weightDecay", 0));
    }

    private static int[] labels(Question question, int rows, FullyConnected<?> network) {
        double[] given = question.numbers("labels");
        int classes = network.widths().getLast();
        int[] labels = new int[given.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (int) given[i];
            if (labels[i] != given[i] || labels[i] < 0 || labels[i] >= classes) {
                throw new Refusal("labels: must be classes from 0 to " + (classes - 1) + ", got " + given[i]);
            }
        }
        if (labels.length != rows) {
            throw new Refusal("labels: " + labels.length + " for " + rows + " rows of features");
        }
        return labels;
    }

    private static <A> A array(Kernel<A> kernel, double[] numbers, int size, String field) {
        if (numbers.length != size) {
            throw new Refusal(field + ": " + numbers.length + " numbers for a model of " + size + " parameters");
        }
        A array = kernel.zeros(size);
        for (int i = 0; i < size; i++) {
            kernel.set(array, i, numbers[i]);
        }
        return array;
    }

    private static ParameterVector vector(Object array) {
        return array instanceof float[] single ? FloatVector.owning(single) : DoubleVector.owning((double[]) array);
    }
}
