package org.fedrange.learning.kernel;

/**
 * One layer of convolution and of max pooling without overlap: its sizes.
 *
 * <p>Example: 20 channels of 12 x 12, 50 maps with a kernel of 5 x 5, pooled by 2 x 2: maps of 8 x 8, pooled to 4 x 4.
 * Rows and columns that fill no window are dropped. With stride 2 and no pooling, from 28 x 28 within a border of 2: maps of 14 x 14.
 *
 * @param input what comes in, with its border
 * @param maps number of maps, the channels that come out
 * @param kernelHeight rows of the kernel
 * @param kernelWidth columns of the kernel
 * @param poolHeight rows of a pooling window
 * @param poolWidth columns of a pooling window
 * @param stride rows and columns from one sum to the next
 * @param activation what sums become after pooling
 */
public record Convolution(
        Frame input, int maps, int kernelHeight, int kernelWidth, int poolHeight, int poolWidth, int stride, Activation activation) {

    /** With a sum at every pixel, and ReLU. */
    public Convolution(Frame input, int maps, int kernelHeight, int kernelWidth, int poolHeight, int poolWidth) {
        this(input, maps, kernelHeight, kernelWidth, poolHeight, poolWidth, 1, Activation.RELU);
    }

    /** Numbers that each sum of the convolution is taken over. */
    public int inputs() {
        return input.channels() * kernelHeight * kernelWidth;
    }

    /** Weights [maps, channels, kernelHeight, kernelWidth], then a bias for each map. */
    public int parameters() {
        return maps * inputs() + maps;
    }

    /** Columns of a map before pooling. */
    public int width() {
        return (input.columns() - kernelWidth) / stride + 1;
    }

    /** Rows of a map after pooling. */
    public int pooledHeight() {
        return ((input.rows() - kernelHeight) / stride + 1) / poolHeight;
    }

    /** Columns of a map after pooling. */
    public int pooledWidth() {
        return width() / poolWidth;
    }

    /** Numbers of one example after pooling. */
    public int pooled() {
        return maps * pooledHeight() * pooledWidth();
    }
}
