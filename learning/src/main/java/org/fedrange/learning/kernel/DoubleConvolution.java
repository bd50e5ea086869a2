package org.fedrange.learning.kernel;

import java.util.Arrays;

/** Double precision in plain Java. */
public final class DoubleConvolution implements ConvolutionKernel<double[]> {
    @Override
    public void clear(double[] x, int at, int length) {
        Arrays.fill(x, at, at + length, 0);
    }

    @Override
    public void accumulate(int length, double[] from, int atFrom, double[] to, int atTo) {
        for (int i = 0; i < length; i++) {
            to[atTo + i] += from[atFrom + i];
        }
    }

    @Override
    public void interleave(int width, int lanes, int stride, double[] from, int atFrom, double[] to, int atTo) {
        for (int i = 0; i < width * lanes; i++) {
            to[atTo + i] = from[atFrom + i % lanes * stride + i / lanes];
        }
    }

    @Override
    public void separate(int width, int lanes, int stride, double[] from, int atFrom, double[] to, int atTo) {
        for (int i = 0; i < width * lanes; i++) {
            to[atTo + i % lanes * stride + i / lanes] = from[atFrom + i];
        }
    }

    @Override
    public void pool(
            Window window, int lanes, double[] sums, int atSums, int pitch, double[] bias, int atBias, double[] result, int atResult,
            double[] choices, int atChoices) {
        for (int i = 0; i < window.count() * lanes; i++) {
            int first = atSums + i / lanes * window.width() * lanes + i % lanes;
            double largest = sums[first];
            int choice = 0;
            for (int place = 1; place < window.height() * window.width(); place++) {
                double value = sums[first + place / window.width() * pitch + place % window.width() * lanes];
                if (value > largest) {
                    largest = value;
                    choice = place;
                }
            }
            double activation = largest + bias[atBias];
            result[atResult + i] = activation < window.floor() ? window.floor() : activation;
            choices[atChoices + i] = activation > window.floor() ? choice : -1;
        }
    }

    @Override
    public void unpool(
            Window window, int lanes, int row, double[] errors, int atErrors, double[] choices, int atChoices, double[] sums, int atSums) {
        for (int i = 0; i < window.count() * lanes; i++) {
            int first = atSums + i / lanes * window.width() * lanes + i % lanes;
            for (int column = 0; column < window.width(); column++) {
                boolean chosen = choices[atChoices + i] == row * window.width() + column;
                sums[first + column * lanes] = chosen ? errors[atErrors + i] : 0;
            }
        }
    }

    @Override
    public void addPassing(int columns, int lanes, double[] errors, int atErrors, double[] choices, int atChoices, double[] sums) {
        for (int i = 0; i < columns * lanes; i++) {
            sums[i % lanes] += choices[atChoices + i] >= 0 ? errors[atErrors + i] : 0;
        }
    }

    @Override
    public void sigmoid(int length, double[] x, int at) {
        for (int i = at; i < at + length; i++) {
            x[i] = 1 / (1 + StrictMath.exp(-x[i]));
        }
    }

    @Override
    public void sigmoidGradient(int length, double[] errors, int atErrors, double[] results, int atResults) {
        for (int i = 0; i < length; i++) {
            errors[atErrors + i] *= results[atResults + i] * (1 - results[atResults + i]);
        }
    }

    @Override
    public void total(int length, double[] x, double[] to, int atTo) {
        for (int i = 0; i < length; i++) {
            to[atTo] += x[i];
        }
    }
}
