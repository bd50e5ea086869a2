package org.fedrange.learning.kernel;

/**
 * The array steps of convolution and pooling besides the product. Examples lie side by side, the same number of all of them
 * together ("lanes"): a row of a channel is one run of columns x lanes numbers, whatever the size of kernel and window, so that all
 * steps run in vectors and each lane is computed as it would be alone.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public sealed interface ConvolutionKernel<A> permits FloatConvolution, DoubleConvolution {

    /** Sets a range to zero. */
    void clear(A x, int at, int length);

    /** {@code to[atTo + i] += from[atFrom + i]}. */
    void accumulate(int length, A from, int atFrom, A to, int atTo);

    /** From one example after the other, {@code width} numbers each, to lanes: {@code to[atTo + i lanes + lane] = from[lane stride + atFrom + i]}. */
    void interleave(int width, int lanes, int stride, A from, int atFrom, A to, int atTo);

    /** The way back. */
    void separate(int width, int lanes, int stride, A from, int atFrom, A to, int atTo);

    /**
     * One row of one map: the largest of each window plus bias, no less than the window's floor, and which number of the window it was.
     *
     * @param sums the window's first row, and below it others at distance {@code pitch}
     * @param choices gets the largest one's place in its window, row by row, or -1 where nothing passes
     */
    void pool(
            Window window, int lanes, A sums, int atSums, int pitch, A bias, int atBias, A result, int atResult, A choices, int atChoices);

    /**
     * The gradient by one row of one map before pooling: an error goes where the largest number was.
     *
     * @param row which row of the windows
     */
    void unpool(Window window, int lanes, int row, A errors, int atErrors, A choices, int atChoices, A sums, int atSums);

    /** Adds to each lane's sum the errors of a row that pass. */
    void addPassing(int columns, int lanes, A errors, int atErrors, A choices, int atChoices, A sums);

    /** {@code x[at + i] = 1 / (1 + exp(-x[at + i]))}. */
    void sigmoid(int length, A x, int at);

    /** From errors of sigmoids to those of the sums before them: {@code errors[atErrors + i] *= a (1 - a)}, {@code a = results[atResults + i]}. */
    void sigmoidGradient(int length, A errors, int atErrors, A results, int atResults);

    /** Adds up the first {@code length} numbers in order onto one number. */
    void total(int length, A x, A to, int atTo);

    /**
     * A row of pooling windows.
     *
     * @param height rows of a window
     * @param width columns of a window
     * @param count windows in the row
     * @param floor nothing below passes: 0 for ReLU, minus infinity where all does
     */
    record Window(int height, int width, int count, float floor) {}
}
