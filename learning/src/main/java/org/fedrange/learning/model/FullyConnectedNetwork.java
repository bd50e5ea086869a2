package org.fedrange.learning.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Numerics;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.kernel.FloatKernel;
import org.fedrange.learning.kernel.NativeKernel;
import org.fedrange.learning.kernel.PortableKernel;

/** A fully connected network in single precision, with scratch arrays kept per thread and not per hospital. */
final class FullyConnectedNetwork implements Network {
    /** Predictions go through in batches of this size, which bounds the scratch. */
    private static final int MOST_ROWS = 256;

    private final FullyConnected<float[]> core;
    private final ThreadLocal<Held> held;

    /** A thread's arrays: grown to the largest batch it has seen. */
    private final class Held {
        private FullyConnected<float[]>.Scratch scratch = core.new Scratch(1);
        private int[] labels = new int[1];

        FullyConnected<float[]>.Scratch load(Examples examples, int[] rows) {
            if (rows.length > scratch.rows()) {
                scratch = core.new Scratch(rows.length);
                labels = new int[rows.length];
            }
            int width = examples.width();
            for (int i = 0; i < rows.length; i++) {
                System.arraycopy(examples.features(), rows[i] * width, scratch.input(), i * width, width);
                labels[i] = examples.labels()[rows[i]];
                if (labels[i] < 0 || labels[i] >= core.widths().getLast()) {
                    throw new IllegalArgumentException(
                            "label " + labels[i] + " is not one of the classes 0 to " + (core.widths().getLast() - 1));
                }
            }
            return scratch;
        }
    }

    FullyConnectedNetwork(List<Integer> widths, Numerics numerics) {
        FloatKernel kernel = numerics == Numerics.NATIVE ? new NativeKernel() : new PortableKernel();
        this.core = new FullyConnected<>(widths, kernel);
        this.held = ThreadLocal.withInitial(Held::new);
    }

    @Override
    public int parameters() {
        return core.parameters();
    }

    @Override
    public FloatVector initial(RandomGenerator stream) {
        float[] parameters = new float[core.parameters()];
        int at = 0;
        for (int layer = 0; layer < core.widths().size() - 1; layer++) {
            float bound = (float) (1 / Math.sqrt(core.inputs(layer)));
            int end = at + (core.inputs(layer) + 1) * core.outputs(layer);
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
        return core.gradient(parameters, mine.labels, rows.length, scratch, gradient);
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
        double loss = core.inputGradient(parameters.array(), mine.labels, rows.length, scratch);
        float[] errors = Arrays.copyOf(scratch.inputErrors(), rows.length * examples.width());
        return new Gradient(loss, FloatVector.owning(errors));
    }

    @Override
    public float[] probabilities(FloatVector parameters, Examples examples) {
        int classes = core.widths().getLast();
        float[] all = new float[examples.size() * classes];
        for (int from = 0; from < examples.size(); from += MOST_ROWS) {
            int[] rows = IntStream.range(from, Math.min(from + MOST_ROWS, examples.size())).toArray();
            check(parameters.size(), examples, rows);
            var scratch = held.get().load(examples, rows);
            core.forward(parameters.array(), rows.length, scratch);
            System.arraycopy(scratch.probabilities(), 0, all, from * classes, rows.length * classes);
        }
        return all;
    }

    @Override
    public Optional<HiddenUnits> hiddenUnits() {
        return core.widths().size() == 2 ? Optional.empty() : Optional.of(new LastHidden());
    }

    /** The layer before the last. */
    private final class LastHidden implements HiddenUnits {
        @Override
        public double[] meanActivations(FloatVector parameters, Examples examples) {
            int units = core.widths().get(core.widths().size() - 2);
            double[] sums = new double[units];
            for (int row = 0; row < examples.size(); row++) {
                var scratch = held.get().load(examples, new int[] {row});
                core.forward(parameters.array(), 1, scratch);
                float[] activations = scratch.lastHidden();
                for (int unit = 0; unit < units; unit++) {
                    sums[unit] += activations[unit] / (double) examples.size();
                }
            }
            return sums;
        }

        @Override
        public FloatVector silenced(FloatVector parameters, int unit) {
            int layers = core.widths().size() - 1;
            int in = core.inputs(layers - 2);
            int out = core.outputs(layers - 2);
            // The hidden layer's weights and biases come before the last layer's.
            int first = core.parameters() - (core.inputs(layers - 1) + 1) * core.outputs(layers - 1) - (in + 1) * out;
            float[] changed = parameters.array().clone();
            Arrays.fill(changed, first + unit * in, first + (unit + 1) * in, 0);
            changed[first + out * in + unit] = 0;
            return FloatVector.owning(changed);
        }
    }

    private void check(int parameters, Examples examples, int[] rows) {
        if (parameters != core.parameters()) {
            throw new IllegalArgumentException(
                    parameters + " parameters for a network of " + core.parameters() + " with layers " + core.widths());
        }
        if (examples.width() != core.widths().getFirst()) {
            throw new IllegalArgumentException(
                    "examples of " + examples.width() + " features for a network of " + core.widths().getFirst());
        }
        if (rows.length == 0) {
            throw new IllegalArgumentException("no examples to learn from");
        }
    }
}
