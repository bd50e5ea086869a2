package org.fedrange.attacks.inference;

import java.util.Comparator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.model.Classifier;

/**
 * The gradient of a fully connected first layer, of those of its units that say anything.
 *
 * @param units their places in the layer, ascending
 * @param weights for each the gradient of its weights
 * @param biases for each that of its bias
 * @param outputs number of all units
 */
record FirstLayer(int[] units, double[][] weights, double[] biases, int outputs) {
    /** A unit whose gradient is so much weaker than the strongest says nothing but rounding. */
    private static final double SILENT = 1e-6;

    /** At most so many units, the strongest. */
    static FirstLayer of(ParameterVector gradient, Classifier.Layer layer, int most) {
        int inputs = layer.inputs();
        int outputs = layer.outputs();
        double[][] all = new double[outputs][inputs];
        double[] norms = new double[outputs];
        for (int unit = 0; unit < outputs; unit++) {
            for (int j = 0; j < inputs; j++) {
                all[unit][j] = gradient.get(unit * inputs + j);
            }
            norms[unit] = Math.sqrt(dot(all[unit], all[unit]));
        }
        double strongest = IntStream.range(0, outputs).mapToDouble(unit -> norms[unit]).max().orElse(0);
        int[] units = IntStream.range(0, outputs).filter(unit -> norms[unit] > SILENT * strongest).boxed()
                .sorted(Comparator.comparingDouble(unit -> -norms[unit])).limit(most).mapToInt(Integer::intValue).sorted().toArray();
        double[][] weights = IntStream.of(units).mapToObj(unit -> all[unit]).toArray(double[][]::new);
        double[] biases = IntStream.of(units).mapToDouble(unit -> gradient.get(outputs * inputs + unit)).toArray();
        return new FirstLayer(units, weights, biases, outputs);
    }

    int inputs() {
        return weights[0].length;
    }

    /** What one unit says: the example, where only one made it speak. */
    double[] quotient(int unit) {
        double[] quotient = new double[inputs()];
        for (int j = 0; j < quotient.length; j++) {
            quotient[j] = biases[unit] == 0 ? 0 : weights[unit][j] / biases[unit];
        }
        return quotient;
    }

    /** The one example that explains all units best. */
    double[] leastSquares() {
        double[] sum = new double[inputs()];
        for (int unit = 0; unit < weights.length; unit++) {
            for (int j = 0; j < sum.length; j++) {
                sum[j] += biases[unit] * weights[unit][j];
            }
        }
        double squares = dot(biases, biases);
        for (int j = 0; j < sum.length; j++) {
            sum[j] = squares == 0 ? 0 : sum[j] / squares;
        }
        return sum;
    }

    /** Cosine between errors of these units and those of an example's gradient. */
    double likeness(ParameterVector gradient, double[] errors) {
        int from = outputs * inputs();
        double[] its = IntStream.of(units).mapToDouble(unit -> gradient.get(from + unit)).toArray();
        double norms = Math.sqrt(dot(its, its) * dot(errors, errors));
        return norms == 0 ? 0 : dot(its, errors) / norms;
    }

    /** Whether the model really silences on the records found those units whose errors for them are 0, and no others: at least 9 of 10. */
    boolean agrees(ParameterVector model, RectifierPatterns.Split split) {
        int right = 0;
        for (int record = 0; record < split.records().length; record++) {
            double[] errors = split.errors()[record];
            double strongest = DoubleStream.of(errors).map(Math::abs).max().orElse(0);
            for (int i = 0; i < units.length; i++) {
                double sum = model.get(outputs * inputs() + units[i]);
                for (int j = 0; j < inputs(); j++) {
                    sum += model.get(units[i] * inputs() + j) * split.records()[record][j];
                }
                right += sum > 0 == Math.abs(errors[i]) > 1e-3 * strongest ? 1 : 0;
            }
        }
        return right >= 0.9 * units.length * split.records().length;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
