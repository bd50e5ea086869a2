package org.fedrange.learning.model;

import org.fedrange.learning.kernel.Activation;
import org.fedrange.learning.kernel.Convolution;

/** A convolutional classifier as it is defined, index by index, on one example. */
record Definition(Convolutional<double[]> network, double[] parameters) {

    double[] probabilities(double[] picture) {
        double[] now = picture;
        int at = 0;
        for (Convolution layer : network.convolutions()) {
            now = convolved(layer, now, at);
            at += layer.parameters();
        }
        for (int i = network.convolutions().size(); i < network.weightedLayers().size(); i++) {
            Classifier.Layer layer = network.weightedLayers().get(i);
            double[] next = new double[layer.outputs()];
            for (int o = 0; o < next.length; o++) {
                next[o] = parameters[at + layer.inputs() * layer.outputs() + o];
                for (int k = 0; k < layer.inputs(); k++) {
                    next[o] += parameters[at + o * layer.inputs() + k] * now[k];
                }
                next[o] = i < network.weightedLayers().size() - 1 ? Math.max(next[o], 0) : next[o];
            }
            now = next;
            at += layer.parameters();
        }
        return softmax(now);
    }

    private double[] convolved(Convolution its, double[] picture, int at) {
        int height = its.pooledHeight();
        int width = its.pooledWidth();
        double[] result = new double[its.maps() * height * width];
        for (int map = 0; map < its.maps(); map++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    double largest = Double.NEGATIVE_INFINITY;
                    for (int i = 0; i < its.poolHeight(); i++) {
                        for (int j = 0; j < its.poolWidth(); j++) {
                            largest = Math.max(largest, sum(its, picture, at, map, y * its.poolHeight() + i, x * its.poolWidth() + j));
                        }
                    }
                    result[(map * height + y) * width + x] = its.activation() == Activation.SIGMOID ? 1 / (1 + Math.exp(-largest)) : Math.max(largest, 0);
                }
            }
        }
        return result;
    }

    private double sum(Convolution its, double[] picture, int at, int map, int y, int x) {
        double sum = parameters[at + its.maps() * its.inputs() + map];
        for (int c = 0; c < its.input().channels(); c++) {
            for (int i = 0; i < its.kernelHeight(); i++) {
                for (int j = 0; j < its.kernelWidth(); j++) {
                    int row = its.stride() * y + i - its.input().above();
                    int column = its.stride() * x + j - its.input().beside();
                    if (row >= 0 && row < its.input().height() && column >= 0 && column < its.input().width()) {
                        double weight = parameters[at + ((map * its.input().channels() + c) * its.kernelHeight() + i) * its.kernelWidth() + j];
                        sum += weight * picture[(c * its.input().height() + row) * its.input().width() + column];
                    }
                }
            }
        }
        return sum;
    }

    private static double[] softmax(double[] scores) {
        double sum = 0;
        for (double score : scores) {
            sum += StrictMath.exp(score);
        }
        double[] result = new double[scores.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = StrictMath.exp(scores[i]) / sum;
        }
        return result;
    }
}
