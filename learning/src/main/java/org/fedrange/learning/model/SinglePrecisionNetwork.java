package org.fedrange.learning.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fedrange.learning.ClippingShape;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.data.Examples;

/** A classifier in single precision, with scratch arrays kept per thread and not per hospital. */
final class SinglePrecisionNetwork implements Network {
    /** Predictions go through in batches of this size, which bounds the scratch. */
    private static final int MOST_ROWS = 256;

    private final Classifier<float[]> core;
    private final Optional<Classifier<double[]>> precise;
    private final ThreadLocal<Held> held;

    /** A thread's arrays: grown to the largest batch it has seen. */
    private final class Held {
        private Classifier.Batch<float[]> scratch = core.batch(1);
        private int[] labels = new int[1];

        Classifier.Batch<float[]> load(Examples examples, int[] rows) {
            if (rows.length > scratch.rows()) {
                scratch = core.batch(rows.length);
                labels = new int[rows.length];
            }
            int width = examples.width();
            for (int i = 0; i < rows.length; i++) {
                System.arraycopy(examples.features(), rows[i] * width, scratch.input(), i * width, width);
                labels[i] = examples.labels()[rows[i]];
                if (labels[i] < 0 || labels[i] >= core.classes()) {
                    throw new IllegalArgumentException(
                            "label " + labels[i] + " is not one of the classes 0 to " + (core.classes() - 1));
                }
            }
            return scratch;
        }
    }

    SinglePrecisionNetwork(Classifier<float[]> core) {
        this(core, Optional.empty());
    }

    SinglePrecisionNetwork(Classifier<float[]> core, Optional<Classifier<double[]>> precise) {
        this.core = core;
        this.precise = precise;
        this.held = ThreadLocal.withInitial(Held::new);
    }

    @Override
    public int parameters() {
        return core.parameters();
    }

    @Override
    public List<Integer> layers() {
        return core.weightedLayers().stream().map(Classifier.Layer::parameters).toList();
    }

    @Override
    public FloatVector initial(RandomGenerator stream) {
        float[] parameters = new float[core.parameters()];
        int at = 0;
        for (Classifier.Layer layer : core.weightedLayers()) {
            float bound = (float) (1 / Math.sqrt(layer.inputs()));
            int end = at + layer.parameters();
            while (at < end) {
                parameters[at++] = stream.nextFloat(-bound, bound);
            }
        }
        return FloatVector.owning(parameters);
    }

    @Override
    public double gradient(float[] parameters, Examples examples, int[] rows, float[] gradient) {
        check(parameters.length, examples, rows);
        Held mine = held.get();
        var scratch = mine.load(examples, rows);
        return scratch.gradient(parameters, mine.labels, rows.length, gradient);
    }

    @Override
    public double clippedGradient(float[] parameters, Examples examples, int[] rows, double bound, ClippingShape shape, double[] norms, float[] gradient) {
        check(parameters.length, examples, rows);
        Held mine = held.get();
        OptionalDouble at = mine.load(examples, rows).clippedGradient(parameters, mine.labels, rows.length, bound, shape, norms, gradient);
        return at.isPresent() ? at.getAsDouble() : Network.super.clippedGradient(parameters, examples, rows, bound, shape, norms, gradient);
    }

    @Override
    public FloatVector[] exampleGradients(FloatVector parameters, Examples examples, int[] rows) {
        return Arrays.stream(rows)
                .mapToObj(row -> gradient(parameters, examples, new int[] {row}).vector())
                .toArray(FloatVector[]::new);
    }

    @Override
    public Gradient inputGradient(FloatVector parameters, Examples examples, int[] rows) {
        check(parameters.size(), examples, rows);
        Held mine = held.get();
        var scratch = mine.load(examples, rows);
        double loss = scratch.inputGradient(parameters.array(), mine.labels, rows.length);
        float[] errors = Arrays.copyOf(scratch.inputErrors(), rows.length * examples.width());
        return new Gradient(loss, FloatVector.owning(errors));
    }

    @Override
    public Optional<Classifier<double[]>> precise() {
        return precise;
    }

    @Override
    public float[] probabilities(FloatVector parameters, Examples examples) {
        int classes = core.classes();
        float[] all = new float[examples.size() * classes];
        for (int from = 0; from < examples.size(); from += MOST_ROWS) {
            int[] rows = IntStream.range(from, Math.min(from + MOST_ROWS, examples.size())).toArray();
            check(parameters.size(), examples, rows);
            var scratch = held.get().load(examples, rows);
            scratch.forward(parameters.array(), rows.length);
            System.arraycopy(scratch.probabilities(), 0, all, from * classes, rows.length * classes);
        }
        return all;
    }

    @Override
    public Optional<HiddenUnits> hiddenUnits() {
        return core.units().map(Silenceable::new);
    }

    /** The outputs of one layer: units, or maps. */
    private final class Silenceable implements HiddenUnits {
        private final Classifier.Layer layer;
        private final int first; // of the layer's parameters
        private final int places;

        Silenceable(Classifier.Units units) {
            List<Classifier.Layer> layers = core.weightedLayers();
            this.layer = layers.get(units.layer());
            this.first = layers.subList(0, units.layer()).stream().mapToInt(Classifier.Layer::parameters).sum();
            this.places = units.places();
        }

        @Override
        public double[] meanActivations(FloatVector parameters, Examples examples) {
            double[] sums = new double[layer.outputs()];
            for (int row = 0; row < examples.size(); row++) {
                var scratch = held.get().load(examples, new int[] {row});
                scratch.forward(parameters.array(), 1);
                float[] activations = scratch.activations();
                for (int i = 0; i < sums.length * places; i++) {
                    sums[i / places] += activations[i] / ((double) examples.size() * places);
                }
            }
            return sums;
        }

        @Override
        public FloatVector silenced(FloatVector parameters, int unit) {
            int in = layer.inputs();
            float[] changed = parameters.array().clone();
            Arrays.fill(changed, first + unit * in, first + (unit + 1) * in, 0);
            changed[first + layer.outputs() * in + unit] = 0;
            return FloatVector.owning(changed);
        }
    }

    private void check(int parameters, Examples examples, int[] rows) {
        if (parameters != core.parameters()) {
            throw new IllegalArgumentException(
                    parameters + " parameters for a network of " + core.parameters() + " with layers " + shapes());
        }
        if (examples.width() != core.features()) {
            throw new IllegalArgumentException(
                    "examples of " + examples.width() + " features for a network of " + core.features());
        }
        if (rows.length == 0) {
            throw new IllegalArgumentException("no examples to learn from");
        }
    }

    /** Inputs and outputs of each layer, such as {@code 784-100, 100-10}. */
    private String shapes() {
        return core.weightedLayers().stream().map(layer -> layer.inputs() + "-" + layer.outputs()).collect(Collectors.joining(", "));
    }
}
