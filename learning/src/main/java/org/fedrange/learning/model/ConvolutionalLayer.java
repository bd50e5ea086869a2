package org.fedrange.learning.model;

import java.util.stream.IntStream;
import org.fedrange.learning.kernel.Activation;
import org.fedrange.learning.kernel.Convolution;
import org.fedrange.learning.kernel.ConvolutionKernel;
import org.fedrange.learning.kernel.ConvolutionKernel.Window;
import org.fedrange.learning.kernel.Frame;
import org.fedrange.learning.kernel.Kernel;
import org.fedrange.learning.kernel.Kernel.Shape;
import org.jspecify.annotations.Nullable;

/**
 * One layer of convolution, pooling and activation on groups of examples that lie side by side. A few rows of the maps at a time become one
 * product, {@code sums = W columns}, whose columns are the windows of the input under the kernel; pooled at once, the sums never leave the
 * cache.
 */
final class ConvolutionalLayer<A> {
    /** Numbers of columns and sums of one product: what a second-level cache holds. */
    private static final int PIECE = 160_000;

    private final Convolution its;
    private final Frame output;
    private final Kernel<A> kernel;
    private final ConvolutionKernel<A> steps;
    private final int at;
    private final Window window;
    private final A input;
    private final A result;
    private final A choices;
    private final A errors;
    private final A columns;
    private final A sums;
    private final A laneSums;

    /**
     * Room for a batch.
     *
     * @param output how what comes out lies
     * @param at where its parameters begin
     * @param input what comes in, of all examples
     * @param lanes examples of a group at most
     */
    ConvolutionalLayer(Convolution its, Frame output, Convolutional<A> network, int at, A input, int rows, int lanes) {
        this.its = its;
        this.output = output;
        this.kernel = network.kernel();
        this.steps = network.kernel().convolution();
        this.at = at;
        this.window = new Window(
                its.poolHeight(), its.poolWidth(), its.pooledWidth(), its.activation() == Activation.RELU ? 0 : Float.NEGATIVE_INFINITY);
        this.input = input;
        this.result = kernel.zeros(rows * output.size());
        this.choices = kernel.zeros(rows * its.pooled());
        this.errors = kernel.zeros(lanes * output.size());
        // Fewer lanes make more rows at once, and not always fewer columns. What is at once depends on the group alone, never on the room
        // there is, because the order of sums must not depend on batches before.
        int products = IntStream.rangeClosed(1, lanes)
                .map(few -> Math.min(its.pooledHeight(), rowsAtOnce(few)) * its.poolHeight() * its.width() * few).max().orElseThrow();
        this.columns = kernel.zeros(its.inputs() * products);
        this.sums = kernel.zeros(its.maps() * products);
        this.laneSums = kernel.zeros(lanes);
    }

    /** What comes out, of all examples. */
    A result() {
        return result;
    }

    /** The loss's gradient by what comes out, of one group. */
    A errors() {
        return errors;
    }

    /** Rows of pooling windows that one product computes. */
    private int rowsAtOnce(int lanes) {
        return Math.max(1, PIECE / ((its.inputs() + its.maps()) * its.poolHeight() * its.width() * lanes));
    }

    /** From the input of the group that begins at example {@code from} to its result. */
    void forward(A parameters, int from, int lanes) {
        if (output.size() > output.inner()) {
            steps.clear(result, from * output.size(), lanes * output.size());
        }
        int step = rowsAtOnce(lanes);
        for (int row = 0; row < its.pooledHeight(); row += step) {
            int count = Math.min(step, its.pooledHeight() - row);
            int n = count * its.poolHeight() * its.width() * lanes;
            gather(row * its.poolHeight(), count * its.poolHeight(), from, lanes);
            kernel.multiply(Shape.PLAIN, Shape.PLAIN, its.maps(), n, its.inputs(), 1, parameters, at, columns, 0, 0, sums, 0);
            pool(parameters, row, count, from, lanes);
        }
    }

    private void pool(A parameters, int first, int count, int from, int lanes) {
        int pitch = its.width() * lanes;
        int biases = at + its.maps() * its.inputs();
        for (int map = 0; map < its.maps(); map++) {
            for (int row = 0; row < count; row++) {
                int to = from * output.size() + output.row(map, first + row) * lanes;
                steps.pool(
                        window, lanes, sums, (map * count + row) * its.poolHeight() * pitch, pitch, parameters, biases + map,
                        result, to, choices, choice(map, first + row, from, lanes));
                if (its.activation() == Activation.SIGMOID) {
                    steps.sigmoid(its.pooledWidth() * lanes, result, to);
                }
            }
        }
    }

    private int choice(int map, int row, int from, int lanes) {
        return from * its.pooled() + (map * its.pooledHeight() + row) * its.pooledWidth() * lanes;
    }

    /** The windows under the kernel for {@code count} rows of the maps: one row of columns for each weight of a map. */
    private void gather(int y, int count, int from, int lanes) {
        int run = its.width() * lanes;
        int to = 0;
        for (int channel = 0; channel < its.input().channels(); channel++) {
            for (int i = 0; i < its.kernelHeight(); i++) {
                for (int j = 0; j < its.kernelWidth(); j++) {
                    for (int row = 0; row < count; row++) {
                        gatherRow(place(channel, (y + row) * its.stride() + i, j, from, lanes), to, lanes);
                        to += run;
                    }
                }
            }
        }
    }

    /** What lies under one weight of the kernel, for one row of the maps. */
    private void gatherRow(int from, int to, int lanes) {
        int run = its.stride() == 1 ? its.width() * lanes : lanes;
        for (int done = 0; done < its.width() * lanes; done += run) {
            System.arraycopy(input, from + done * its.stride(), columns, to + done, run);
        }
    }

    private int place(int channel, int y, int x, int from, int lanes) {
        return from * its.input().size() + its.input().bordered(channel, y, x) * lanes;
    }

    /**
     * The group's part of the gradient by the parameters, and the gradient by its input, from {@link #errors}.
     *
     * @param gradient where the first is written, or added for all groups but the first; null where it is not wanted
     * @param inputErrors where the second is written; null where it is not wanted
     */
    void backward(A parameters, int from, int lanes, @Nullable A gradient, @Nullable A inputErrors) {
        if (inputErrors != null) {
            steps.clear(inputErrors, 0, its.input().size() * lanes);
        }
        if (its.activation() == Activation.SIGMOID) {
            steps.sigmoidGradient(lanes * output.size(), errors, 0, result, from * output.size());
        }
        int step = rowsAtOnce(lanes);
        for (int row = 0; row < its.pooledHeight(); row += step) {
            int count = Math.min(step, its.pooledHeight() - row);
            int n = count * its.poolHeight() * its.width() * lanes;
            unpool(row, count, from, lanes);
            if (gradient != null) {
                gather(row * its.poolHeight(), count * its.poolHeight(), from, lanes);
                int beta = from == 0 && row == 0 ? 0 : 1;
                kernel.multiply(Shape.PLAIN, Shape.TRANSPOSED, its.maps(), its.inputs(), n, 1, sums, 0, columns, 0, beta, gradient, at);
            }
            if (inputErrors != null) {
                kernel.multiply(Shape.TRANSPOSED, Shape.PLAIN, its.inputs(), n, its.maps(), 1, parameters, at, sums, 0, 0, columns, 0);
                scatter(row * its.poolHeight(), count * its.poolHeight(), lanes, inputErrors);
            }
        }
        if (gradient != null) {
            biases(from, lanes, gradient);
        }
    }

    private void unpool(int first, int count, int from, int lanes) {
        int run = its.width() * lanes;
        int used = its.pooledWidth() * its.poolWidth() * lanes;
        int to = 0;
        for (int map = 0; map < its.maps(); map++) {
            for (int y = 0; y < count * its.poolHeight(); y++) {
                int row = first + y / its.poolHeight();
                steps.unpool(
                        window, lanes, y % its.poolHeight(), errors, output.row(map, row) * lanes, choices, choice(map, row, from, lanes),
                        sums, to);
                steps.clear(sums, to + used, run - used);
                to += run;
            }
        }
    }

    /** The way back of {@link #gather}: each input gets the errors of all windows it is in. */
    private void scatter(int y, int count, int lanes, A inputErrors) {
        int run = its.width() * lanes;
        int at = 0;
        for (int channel = 0; channel < its.input().channels(); channel++) {
            for (int i = 0; i < its.kernelHeight(); i++) {
                for (int j = 0; j < its.kernelWidth(); j++) {
                    for (int row = 0; row < count; row++) {
                        scatterRow(at, its.input().bordered(channel, (y + row) * its.stride() + i, j) * lanes, lanes, inputErrors);
                        at += run;
                    }
                }
            }
        }
    }

    private void scatterRow(int from, int to, int lanes, A inputErrors) {
        int run = its.stride() == 1 ? its.width() * lanes : lanes;
        for (int done = 0; done < its.width() * lanes; done += run) {
            steps.accumulate(run, columns, from + done, inputErrors, to + done * its.stride());
        }
    }

    private void biases(int from, int lanes, A gradient) {
        int biases = at + its.maps() * its.inputs();
        if (from == 0) {
            steps.clear(gradient, biases, its.maps());
        }
        for (int map = 0; map < its.maps(); map++) {
            steps.clear(laneSums, 0, lanes);
            for (int row = 0; row < its.pooledHeight(); row++) {
                steps.addPassing(
                        its.pooledWidth(), lanes, errors, output.row(map, row) * lanes, choices, choice(map, row, from, lanes), laneSums);
            }
            steps.total(lanes, laneSums, gradient, biases + map);
        }
    }
}
