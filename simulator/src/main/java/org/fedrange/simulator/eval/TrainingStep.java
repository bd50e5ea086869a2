package org.fedrange.simulator.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fedrange.learning.DoubleVector;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.data.Picture;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.kernel.DoubleKernel;
import org.fedrange.learning.kernel.Kernel;
import org.fedrange.learning.kernel.NativeKernel;
import org.fedrange.learning.model.Classifier;
import org.fedrange.learning.model.LayeredModel;
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
        if (question.single()) {
            step(question, features, classifier(question, features[0].length, new NativeKernel()), answer);
        } else {
            step(question, features, classifier(question, features[0].length, new DoubleKernel()), answer);
        }
    }

    /** The model's mathematics; its field {@code classes} gives the number of classes, {@code picture} how features lie in one. */
    private static <A> Classifier<A> classifier(Question question, int features, Kernel<A> kernel) {
        Question model = question.part("model");
        ObjectNode plain = ((ObjectNode) model.node()).deepCopy();
        plain.remove("classes");
        plain.remove("picture");
        int classes = model.whole("classes", 2);
        if (classes < 2) {
            throw new Refusal("model.classes: must be at least 2, got " + classes);
        }
        if (!(new Binder().bind(Model.class, Json.tree(plain, "model")) instanceof LayeredModel layered)) {
            throw new Refusal("model: does not run in any precision");
        }
        return layered.classifier(new Shape(features, classes, picture(model, features)), kernel);
    }

    /** Channels, height and width as given; otherwise a square of one channel, where the features fill one. */
    private static Optional<Picture> picture(Question model, int features) {
        if (!model.has("picture")) {
            int side = (int) Math.round(Math.sqrt(features));
            return side * side == features ? Optional.of(new Picture(1, side, side)) : Optional.empty();
        }
        double[] sides = model.numbers("picture");
        if (sides.length != 3 || sides[0] < 1 || sides[1] < 1 || sides[2] < 1 || sides[0] * sides[1] * sides[2] != features) {
            throw new Refusal("model.picture: must be channels, height and width of " + features + " features, got " + Arrays.toString(sides));
        }
        return Optional.of(new Picture((int) sides[0], (int) sides[1], (int) sides[2]));
    }

    private static <A> void step(Question question, double[][] features, Classifier<A> network, Answer answer) {
        Kernel<A> kernel = network.kernel();
        int size = size(network, features.length);
        A parameters = array(kernel, question.numbers("parameters"), size, "parameters");
        Question its = question.part("step");
        SgdStep sgd = sgd(its);
        A velocity = its.has("velocity") ? array(kernel, its.numbers("velocity"), size, "step.velocity") : kernel.zeros(size);
        A gradient = kernel.zeros(size);
        double loss = batch(features, network).gradient(parameters, labels(question, features.length, network), features.length, gradient);
        sgd.apply(kernel, size, parameters, gradient, velocity);
        answer.vector("parameters", vector(parameters));
        answer.vector("velocity", vector(velocity));
        answer.number("loss", loss);
    }

    /** Number of parameters; refuses what would not fit into memory before any of it is taken. */
    private static int size(Classifier<?> network, int rows) {
        double parameters = 0;
        double activations = (double) rows * network.features();
        for (Classifier.Layer layer : network.weightedLayers()) {
            parameters += (layer.inputs() + 1.0) * layer.outputs();
            // Each number of a map is counted for every number it is summed over, as a convolution lays them out.
            activations += (double) rows * (layer.inputs() + (double) layer.outputs()) * (layer.weights().size() > 2 ? network.features() : 1);
        }
        if (parameters > LARGEST || activations > LARGEST) {
            throw new Refusal("model: more than " + LARGEST + " parameters or units over all rows");
        }
        return network.parameters();
    }

    private static <A> Classifier.Batch<A> batch(double[][] features, Classifier<A> network) {
        Classifier.Batch<A> batch = network.batch(features.length);
        for (int row = 0; row < features.length; row++) {
            for (int j = 0; j < features[row].length; j++) {
                network.kernel().set(batch.input(), row * features[row].length + j, features[row][j]);
            }
        }
        return batch;
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

    private static int[] labels(Question question, int rows, Classifier<?> network) {
        double[] given = question.numbers("labels");
        int classes = network.classes();
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
