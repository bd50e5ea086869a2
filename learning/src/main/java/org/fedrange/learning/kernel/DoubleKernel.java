package org.fedrange.learning.kernel;

import java.util.Arrays;
import org.fedrange.learning.SquaredLength;

/** Double precision in plain Java: what the others are checked against, in tests and from outside. */
public sealed class DoubleKernel implements Kernel<double[]> permits NativeDoubleKernel {
    @Override
    public double[] zeros(int length) {
        return new double[length];
    }

    @Override
    public void multiply(
            Shape shapeA, Shape shapeB, int m, int n, int k, double alpha, double[] a, int atA, double[] b, int atB, double beta,
            double[] c, int atC) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int l = 0; l < k; l++) {
                    double left = shapeA == Shape.PLAIN ? a[atA + i * k + l] : a[atA + l * m + i];
                    sum += left * (shapeB == Shape.PLAIN ? b[atB + l * n + j] : b[atB + j * k + l]);
                }
                int at = atC + i * n + j;
                c[at] = beta == 0 ? alpha * sum : alpha * sum + beta * c[at];
            }
        }
    }

    @Override
    public void fillRows(double[] x, int rows, int width, double[] bias, int atBias) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(bias, atBias, x, row * width, width);
        }
    }

    @Override
    public void fillAlongRows(double[] x, int rows, int width, double[] values, int atValues) {
        for (int row = 0; row < rows; row++) {
            Arrays.fill(x, row * width, (row + 1) * width, values[atValues + row]);
        }
    }

    @Override
    public void relu(double[] x, int length) {
        for (int i = 0; i < length; i++) {
            x[i] = Math.max(x[i], 0);
        }
    }

    @Override
    public void reluGradient(double[] gradient, double[] activation, int length) {
        for (int i = 0; i < length; i++) {
            gradient[i] = activation[i] > 0 ? gradient[i] : 0;
        }
    }

    @Override
    public void softmax(double[] scores, int rows, int width) {
        for (int row = 0; row < rows; row++) {
            double max = Double.NEGATIVE_INFINITY;
            for (int i = row * width; i < (row + 1) * width; i++) {
                max = Math.max(max, scores[i]);
            }
            double sum = 0;
            for (int i = row * width; i < (row + 1) * width; i++) {
                scores[i] = StrictMath.exp(scores[i] - max);
                sum += scores[i];
            }
            for (int i = row * width; i < (row + 1) * width; i++) {
                scores[i] /= sum;
            }
        }
    }

    @Override
    public double crossEntropy(double[] probabilities, int[] labels, int rows, int width) {
        double loss = 0;
        for (int row = 0; row < rows; row++) {
            loss -= StrictMath.log(Math.max(probabilities[row * width + labels[row]], Double.MIN_VALUE));
        }
        return loss;
    }

    @Override
    public void crossEntropyGradient(double[] probabilities, int[] labels, int rows, int width, double scale) {
        for (int row = 0; row < rows; row++) {
            probabilities[row * width + labels[row]] -= 1;
        }
        scale(rows * width, scale, probabilities, 0);
    }

    @Override
    public void sumRows(double[] x, int rows, int width, double[] sums, int atSums) {
        System.arraycopy(x, 0, sums, atSums, width);
        for (int row = 1; row < rows; row++) {
            add(width, 1, x, row * width, sums, atSums);
        }
    }

    @Override
    public void sumAlongRows(double[] x, int rows, int width, double[] sums, int atSums) {
        for (int row = 0; row < rows; row++) {
            double sum = 0;
            for (int i = row * width; i < (row + 1) * width; i++) {
                sum += x[i];
            }
            sums[atSums + row] = sum;
        }
    }

    @Override
    public void addSquares(Shape shape, double[] x, int count, int width, double[] sums) {
        if (shape == Shape.PLAIN) {
            for (int i = 0; i < count; i++) {
                sums[i] += SquaredLength.of(x, i * width, width);
            }
            return;
        }
        for (int j = 0; j < width; j++) {
            for (int i = 0; i < count; i++) {
                double number = x[j * count + i];
                sums[i] += number * number;
            }
        }
    }

    @Override
    public void scaleEach(Shape shape, double[] x, int count, int width, double[] factors) {
        for (int i = 0; i < count && shape == Shape.PLAIN; i++) {
            scale(width, factors[i], x, i * width);
        }
        for (int j = 0; j < width && shape == Shape.TRANSPOSED; j++) {
            for (int i = 0; i < count; i++) {
                x[j * count + i] *= factors[i];
            }
        }
    }

    @Override
    public void add(int length, double alpha, double[] x, int atX, double[] y, int atY) {
        for (int i = 0; i < length; i++) {
            y[atY + i] += alpha * x[atX + i];
        }
    }

    @Override
    public void scale(int length, double alpha, double[] y, int atY) {
        for (int i = atY; i < atY + length; i++) {
            y[i] *= alpha;
        }
    }

    @Override
    public void descend(
            int length, double momentum, double weightDecay, double learningRate, double[] parameters, double[] gradient, double[] velocity) {
        double kept = momentum;
        double decay = weightDecay;
        double rate = -learningRate;
        // The condition does not change within the loop, and the compiler makes two loops of it.
        for (int i = 0; i < length; i++) {
            double moved = kept * velocity[i] + gradient[i];
            velocity[i] = decay == 0 ? moved : moved + decay * parameters[i];
            parameters[i] += rate * velocity[i];
        }
    }

    @Override
    public void load(float[] from, int atFrom, double[] to, int atTo, int length) {
        for (int i = 0; i < length; i++) {
            to[atTo + i] = from[atFrom + i];
        }
    }

    @Override
    public DoubleConvolution convolution() {
        return new DoubleConvolution();
    }

    @Override
    public double get(double[] array, int index) {
        return array[index];
    }

    @Override
    public void set(double[] array, int index, double value) {
        array[index] = value;
    }
}
