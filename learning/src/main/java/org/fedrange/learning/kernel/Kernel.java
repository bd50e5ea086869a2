package org.fedrange.learning.kernel;

/**
 * The array steps of a network, so that its mathematics is written once and runs on single or double
 * precision, fast or portable. Matrices are row-major parts of arrays that start at an offset.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface Kernel<A> {

    /** A new array of zeros. */
    A zeros(int length);

    /** Whether an operand of a product is taken as it lies or transposed. */
    enum Shape {
        /** As it lies. */
        PLAIN,
        /** Rows for columns. */
        TRANSPOSED
    }

    /**
     * {@code C = alpha op(A) op(B) + beta C}, with op(A) of {@code m x k}, op(B) of {@code k x n} and C of {@code m x n}, all
     * without gaps between rows.
     */
    void multiply(Shape shapeA, Shape shapeB, int m, int n, int k, double alpha, A a, int atA, A b, int atB, double beta, A c, int atC);

    /** Sets each of {@code rows} rows of {@code x} to the {@code width} numbers of {@code bias} from {@code atBias}. */
    void fillRows(A x, int rows, int width, A bias, int atBias);

    /** Sets all {@code width} numbers of row {@code i} of {@code x} to the number of {@code values} at {@code atValues + i}. */
    void fillAlongRows(A x, int rows, int width, A values, int atValues);

    /** {@code x = max(x, 0)} for the first {@code length} numbers. */
    void relu(A x, int length);

    /** Sets {@code gradient} to zero wherever {@code activation}, a result of {@link #relu}, is not positive. */
    void reluGradient(A gradient, A activation, int length);

    /** Turns each row of scores into probabilities: {@code exp(x - max) / sum}. */
    void softmax(A scores, int rows, int width);

    /**
     * Sum over the rows of minus the logarithm of the true class's probability. A probability that is zero in this precision counts
     * as the smallest positive number, so that a loss is infinite only where the scores are.
     */
    double crossEntropy(A probabilities, int[] labels, int rows, int width);

    /** Turns probabilities into the gradient of {@code scale} times the summed cross-entropy by the scores. */
    void crossEntropyGradient(A probabilities, int[] labels, int rows, int width, double scale);

    /** {@code sums[atSums + j] = sum over rows of x[row, j]}. */
    void sumRows(A x, int rows, int width, A sums, int atSums);

    /** {@code sums[atSums + i] = sum over columns of x[i, column]}. */
    void sumAlongRows(A x, int rows, int width, A sums, int atSums);

    /**
     * Adds to {@code sums[i]} the squared length of the i-th of {@code count} vectors of {@code width} numbers, which lie one after the other, or, transposed, number by number.
     */
    void addSquares(Shape shape, A x, int count, int width, double[] sums);

    /** Multiplies the i-th of such vectors by {@code factors[i]}. */
    void scaleEach(Shape shape, A x, int count, int width, double[] factors);

    /** {@code y[atY + i] += alpha x[atX + i]}. */
    void add(int length, double alpha, A x, int atX, A y, int atY);

    /** {@code y[atY + i] *= alpha}. */
    void scale(int length, double alpha, A y, int atY);

    /**
     * One step of gradient descent with momentum, each number in turn: {@code v = momentum v + g + weightDecay w}, then
     * {@code w = w - learningRate v}. Without weight decay the second term is left out.
     */
    void descend(int length, double momentum, double weightDecay, double learningRate, A parameters, A gradient, A velocity);

    /** Copies the first {@code length} numbers. */
    default void copy(A from, A to, int length) {
        System.arraycopy(from, 0, to, 0, length);
    }

    /** Copies numbers in single precision, which is how examples are kept. */
    void load(float[] from, int atFrom, A to, int atTo, int length);

    /** The steps of convolution in this precision. */
    ConvolutionKernel<A> convolution();

    /** The number at an index, for what is not hot. */
    double get(A array, int index);

    /** Sets the number at an index, for what is not hot. */
    void set(A array, int index, double value);
}
