package org.fedrange.learning.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fedrange.learning.kernel.Activation;
import org.fedrange.learning.kernel.Convolution;
import org.fedrange.learning.kernel.Kernel;

/**
 * The mathematics of a convolutional classifier, in any precision: layers of convolution, max pooling and ReLU or sigmoid, then fully connected
 * ones.
 *
 * <pre>
 * z[o, y, x] = b[o] + sum over c, i, j of W[o, c, i, j] a[c, s y + i, s x + j],  next a = max(largest z of each window, 0),  or 1 / (1 + exp(-largest))
 * </pre>
 *
 * <p>s is the stride. Parameters lie layer by layer, weight [out, in, height, width] row-major, then bias; the maps of the last convolution become
 * features map by map, row by row.
 *
 * @param convolutions the layers of convolution, each one's input what the one before gives; at least one
 * @param head the fully connected layers, whose parameters begin where those of the convolutions end
 */
public record Convolutional<A>(List<Convolution> convolutions, FullyConnected<A> head)
        implements Classifier<A> {
    public Convolutional {
        convolutions = List.copyOf(convolutions);
    }

    /** Convolutions, then fully connected layers of these widths, the first of which follows from the convolutions. */
    public Convolutional(List<Convolution> convolutions, List<Integer> widths, Kernel<A> kernel) {
        this(convolutions, new FullyConnected<>(
                widths(convolutions, widths), kernel, convolutions.stream().mapToInt(Convolution::parameters).sum()));
    }

    private static List<Integer> widths(List<Convolution> convolutions, List<Integer> widths) {
        List<Integer> all = new ArrayList<>(widths);
        all.addFirst(convolutions.getLast().pooled());
        return all;
    }

    @Override
    public Kernel<A> kernel() {
        return head.kernel();
    }

    @Override
    public int features() {
        return convolutions.getFirst().input().inner();
    }

    @Override
    public int classes() {
        return head.classes();
    }

    @Override
    public List<Layer> weightedLayers() {
        List<Layer> layers = new ArrayList<>();
        convolutions.forEach(its -> layers.add(new Layer(List.of(its.maps(), its.input().channels(), its.kernelHeight(), its.kernelWidth()))));
        layers.addAll(head.weightedLayers());
        return layers;
    }

    /** The maps of the last convolution, also where hidden units follow: late convolutions are what is pruned. None with sigmoids, which say one half when silenced. */
    @Override
    public Optional<Units> units() {
        Convolution last = convolutions.getLast();
        return Optional.of(new Units(convolutions.size() - 1, last.pooled() / last.maps())).filter(any -> last.activation() == Activation.RELU);
    }

    @Override
    public Batch<A> batch(int rows) {
        return new ConvolutionalBatch<>(this, rows);
    }
}
