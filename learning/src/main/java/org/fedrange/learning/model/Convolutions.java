package org.fedrange.learning.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.fedrange.learning.data.Picture;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.kernel.Convolution;
import org.fedrange.learning.kernel.Frame;
import org.fedrange.learning.kernel.Kernel;

/**
 * Builds stacks of convolution and pooling.
 *
 * @param model the kind, for refusals
 * @param kernelHeight rows of each kernel
 * @param kernelWidth columns of each kernel
 * @param poolHeight rows of each pooling window
 * @param poolWidth columns of each pooling window
 */
record Convolutions(String model, int kernelHeight, int kernelWidth, int poolHeight, int poolWidth) {
    private static final int MOST_LAYERS = 100;

    /** Kernels and windows of one square size. */
    static Convolutions square(String model, int kernel) {
        return new Convolutions(model, kernel, kernel, 2, 2);
    }

    /** Refuses a model without convolutions, or with too many layers. */
    static void check(List<Integer> channels, List<Integer> hidden) {
        if (channels.isEmpty() || channels.size() + hidden.size() > MOST_LAYERS) {
            throw new IllegalArgumentException("channels must name at least one convolution, and with hidden at most " + MOST_LAYERS
                    + " layers, got " + channels + " and " + hidden + "; a model without convolutions is kind: mlp");
        }
    }

    /** The classifier: so many maps each with one padding, then hidden units, then classes. */
    <A> Classifier<A> classifier(Picture picture, List<Integer> channels, int padding, List<Integer> hidden, int classes, Kernel<A> kernel) {
        List<Integer> widths = new ArrayList<>(hidden);
        widths.add(classes);
        return new Convolutional<>(stack(picture, channels, Collections.nCopies(channels.size(), padding)), widths, kernel);
    }

    /** How the features of data lie in a picture; refuses records. */
    Picture picture(Shape shape) {
        return shape.picture().orElseThrow(() -> new IllegalArgumentException(
                model + " needs pictures, but this data has records of " + shape.width() + " features without height and width; pictures are in"
                        + " fashion-mnist, digits, and array-files whose arrays are examples x height x width or examples x channels x height x width;"
                        + " for records there are cnn1d, mlp and softmax"));
    }

    /**
     * Layers with so many maps each, one upon the other.
     *
     * @param paddings rows and columns of zeros around what each takes in; rows only where kernels have height
     */
    List<Convolution> stack(Picture picture, List<Integer> maps, List<Integer> paddings) {
        List<Convolution> stack = new ArrayList<>();
        Picture next = picture;
        for (int i = 0; i < maps.size(); i++) {
            int padding = paddings.get(i);
            Frame frame = new Frame(next.channels(), next.height(), next.width(), kernelHeight == 1 ? 0 : padding, padding);
            Convolution layer = new Convolution(frame, maps.get(i), kernelHeight, kernelWidth, poolHeight, poolWidth);
            if (layer.pooledHeight() < 1 || layer.pooledWidth() < 1) {
                throw new IllegalArgumentException(tooSmall(picture, next, i + 1, padding));
            }
            stack.add(layer);
            next = new Picture(maps.get(i), layer.pooledHeight(), layer.pooledWidth());
        }
        return stack;
    }

    private String tooSmall(Picture whole, Picture left, int number, int padding) {
        return model + " does not fit " + size(whole) + ": before its convolution " + number + ", " + size(left) + (padding > 0 ? " with a border of " + padding : "")
                + (padding > 0 ? " is" : " are") + " left, too little for a kernel of " + kernel() + " and windows of " + window()
                + "; a smaller kernel, more padding or fewer channels fit";
    }

    private String size(Picture picture) {
        return kernelHeight == 1 ? "sequences of " + picture.width() : "pictures of " + picture.height() + " x " + picture.width();
    }

    private String kernel() {
        return kernelHeight == 1 ? String.valueOf(kernelWidth) : kernelHeight + " x " + kernelWidth;
    }

    private String window() {
        return poolHeight == 1 ? String.valueOf(poolWidth) : poolHeight + " x " + poolWidth;
    }
}
