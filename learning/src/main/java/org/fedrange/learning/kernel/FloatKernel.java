package org.fedrange.learning.kernel;

import java.util.Arrays;
import org.fedrange.learning.SquaredLength;

/** Single precision. All but the product is plain Java in a fixed order; the product is what numerics choose between. */
public abstract sealed class FloatKernel implements Kernel<float[]> permits NativeKernel, PortableKernel {

    @Override
    public float[] zeros(int length) {
        return new float[length];
    }

    @Override
    public void fillRows(float[] x, int rows, int width, float[] bias, int atBias) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(bias, atBias, x, row * width, width);
        }
    }

    @Override
    public void fillAlongRows(float[] x, int rows, int width, float[] values, int atValues) {
        for (int row = 0; row < rows; row++) {
            Arrays.fill(x, row * width, (row + 1) * width, values[atValues + row]);
        }
    }

    @Override
    public void relu(float[] x, int length) {
        for (int i = 0; i < length; i++) {
            x[i] = Math.max(x[i], 0f);
        }
    }

    @Override
    public void reluGradient(float[] gradient, float[] activation, int length) {
        for (int i = 0; i < length; i++) {
            // All bits where the activation is positive, none where it is zero: without a branch, which would be guessed wrong half the time.
            int mask = -Float.floatToRawIntBits(activation[i]) >> 31;
            gradient[i] = Float.intBitsToFloat(Float.floatToRawIntBits(gradient[i]) & mask);
        }
    }

    @Override
    public void softmax(float[] scores, int rows, int width) {
        for (int row = 0; row < rows; row++) {
            int from = row * width;
            float max = Float.NEGATIVE_INFINITY;
            for (int i = from; i < from + width; i++) {
                max = Math.max(max, scores[i]);
            }
            double sum = 0;
            for (int i = from; i < from + width; i++) {
                scores[i] = (float) StrictMath.exp(scores[i] - max);
                sum += scores[i];
            }
            float scale = (float) (1 / sum);
            for (int i = from; i < from + width; i++) {
                scores[i] *= scale;
            }
        }
    }

    @Override
    public double crossEntropy(float[] probabilities, int[] labels, int rows, int width) {
        double loss = 0;
        for (int row = 0; row < rows; row++) {
            loss -= StrictMath.log(Math.max(probabilities[row * width + labels[row]], Float.MIN_VALUE));
        }
        return loss;
    }

    @Override
    public void crossEntropyGradient(float[] probabilities, int[] labels, int rows, int width, double scale) {
        for (int row = 0; row < rows; row++) {
            probabilities[row * width + labels[row]] -= 1;
        }
        scale(rows * width, scale, probabilities, 0);
    }

    @Override
    public void sumRows(float[] x, int rows, int width, float[] sums, int atSums) {
        System.arraycopy(x, 0, sums, atSums, width);
        for (int row = 1; row < rows; row++) {
            add(width, 1, x, row * width, sums, atSums);
        }
    }

    @Override
    public void sumAlongRows(float[] x, int rows, int width, float[] sums, int atSums) {
        for (int row = 0; row < rows; row++) {
            float sum = 0;
            for (int i = row * width; i < (row + 1) * width; i++) {
                sum += x[i];
            }
            sums[atSums + row] = sum;
        }
    }

    @Override
    public void addSquares(Shape shape, float[] x, int count, int width, double[] sums) {
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
    public void scaleEach(Shape shape, float[] x, int count, int width, double[] factors) {
        for (int i = 0; i < count && shape == Shape.PLAIN; i++) {
            scale(width, factors[i], x, i * width);
        }
        for (int j = 0; j < width && shape == Shape.TRANSPOSED; j++) {
            for (int i = 0; i < count; i++) {
                x[j * count + i] *= (float) factors[i];
            }
        }
    }

    @Override
    public void add(int length, double alpha, float[] x, int atX, float[] y, int atY) {
        float by = (float) alpha;
        for (int i = 0; i < length; i++) {
            y[atY + i] += by * x[atX + i];
        }
    }

    @Override
    public void scale(int length, double alpha, float[] y, int atY) {
        float by = (float) alpha;
        for (int i = atY; i < atY + length; i++) {
            y[i] *= by;
        }
    }

    @Override
    public void descend(
            int length, double momentum, double weightDecay, double learningRate, float[] parameters, float[] gradient, float[] velocity) {
        float kept = (float) momentum;
        float decay = (float) weightDecay;
        float rate = (float) -learningRate;
        // The condition does not change within the loop, and the compiler makes two loops of it.
        for (int i = 0; i < length; i++) {
            float moved = kept * velocity[i] + gradient[i];
            velocity[i] = decay == 0 ? moved : moved + decay * parameters[i];
            parameters[i] += rate * velocity[i];
        }
    }

    @Override
    public void load(float[] from, int atFrom, float[] to, int atTo, int length) {
        System.arraycopy(from, atFrom, to, atTo, length);
    }

    @Override
    public FloatConvolution convolution() {
        return new FloatConvolution();
    }

    @Override
    public double get(float[] array, int index) {
        return array[index];
    }

    @Override
    public void set(float[] array, int index, double value) {
        array[index] = (float) value;
    }
}
