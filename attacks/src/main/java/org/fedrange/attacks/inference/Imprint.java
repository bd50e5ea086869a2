package org.fedrange.attacks.inference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.attacks.NormalQuantile;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Normal;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.model.Classifier;

/**
 * A malicious coordinator lets all units of the first layer measure records in the same direction, each against a higher threshold: of two neighbouring units the gradients
 * differ by the records between their thresholds, and where that is one record, their quotient is the record. Works through secure sums: a sum over hospitals is a larger batch.
 *
 * <pre>
 * unit i fires on x where h.x > c_i,   c_i = mean + deviation * quantile((i + 1/2) / k) of h.x over the coordinator's own examples,   h drawn
 * the layer behind it weighs all k units alike, so that each sends back the same error e_n for record n:
 * dW_i - dW_(i+1) = sum of e_n x_n over c_i &lt; h.x_n &lt;= c_(i+1),    db_i - db_(i+1) = sum of e_n over the same;    x = their quotient where it is one
 * </pre>
 *
 * <p>Of B records spread evenly over k bins, (1 - 1/k)^(B-1) are alone in theirs. Weights are {@code W = s h} with s so small that no output saturates, whatever the gain:
 * errors, and with them gradients, grow with {@code gain}, against rounding and noise; over several local steps strong gradients destroy what was imprinted.
 *
 * <p>Example: x of one feature, h = 1, thresholds 0, 1, 2; records 0.5 and 1.5 with errors 0.2 and -0.1: db = (0.1, -0.1, 0), dW = (-0.05, -0.15, 0). Bin 0: (-0.05 + 0.15) /
 * (0.1 + 0.1) = 0.5; bin 1: -0.15 / -0.1 = 1.5.
 *
 * <p>Source: Fowl, Geiping, Czaja, Goldblum, Goldstein, "Robbing the Fed: Directly Obtaining Private Data in Federated Learning with Modified Models", 2022, section 3, with
 * the module put into the first two layers that the model has.
 */
public record Imprint(
        @Parameter(value = "round in which the changed model goes out", min = 1, max = 1_000_000, byDefault = "1") int round,
        @Parameter(value = "updates attacked at most, the first in node order", unit = "updates", min = 1, max = 100_000, byDefault = "10") int targets,
        @Parameter(value = "size of the weights behind the layer: the larger, the stronger gradients are", above = 0, byDefault = "1") double gain)
        implements CraftedModel {
    /** A bin whose error is so much weaker than the strongest holds nothing but rounding. */
    private static final double EMPTY = 1e-6;

    public Imprint {
        Parameters.check(Imprint.class, round, targets, gain);
    }

    @Override
    public FloatVector crafted(Task task, FloatVector model, Examples side, RandomGenerator stream) {
        Classifier.Layer first = task.layers().getFirst();
        double[] direction = new double[first.inputs()];
        for (int j = 0; j < direction.length; j++) {
            direction[j] = Normal.draw(stream) / Math.sqrt(direction.length);
        }
        double[] thresholds = thresholds(measured(direction, side), first.outputs());
        double slope = 1 / (gain * thresholds.length * Math.max(Double.MIN_NORMAL, thresholds[thresholds.length - 1] - thresholds[0]));
        float[] changed = model.array().clone();
        for (int unit = 0; unit < thresholds.length; unit++) {
            for (int j = 0; j < direction.length; j++) {
                changed[unit * direction.length + j] = (float) (slope * direction[j]);
            }
            changed[thresholds.length * direction.length + unit] = (float) (-slope * thresholds[unit]);
        }
        weighAlike(task.layers(), changed);
        return FloatVector.owning(changed);
    }

    /** The second layer looks at the sum of all units, each of its units with a weight of its own. */
    private void weighAlike(List<Classifier.Layer> layers, float[] changed) {
        Classifier.Layer second = layers.get(1);
        boolean last = layers.size() == 2;
        int at = layers.getFirst().parameters();
        for (int output = 0; output < second.outputs(); output++) {
            float weight = (float) (gain * (last ? contrast(output, second.outputs()) : 1));
            for (int i = 0; i < second.inputs(); i++) {
                changed[at + output * second.inputs() + i] = weight;
            }
            changed[at + second.outputs() * second.inputs() + output] = 0;
        }
    }

    /** Weights of classes, none of which is near their mean: the error of no record is near 0. */
    private static double contrast(int label, int classes) {
        double size = 1 + (double) label / classes;
        return label % 2 == 0 ? size : -size;
    }

    /** What each example measures. */
    private static double[] measured(double[] direction, Examples side) {
        double[] measured = new double[side.size()];
        for (int i = 0; i < side.features().length; i++) {
            measured[i / direction.length] += direction[i % direction.length] * side.features()[i];
        }
        return measured;
    }

    /** Equally likely bins of a normal distribution with the mean and deviation of what was measured; without examples, of the standard one. */
    static double[] thresholds(double[] measured, int bins) {
        double mean = IntStream.range(0, measured.length).mapToDouble(i -> measured[i]).average().orElse(0);
        double squares = 0;
        for (double its : measured) {
            squares += (its - mean) * (its - mean);
        }
        double deviation = measured.length < 2 || squares == 0 ? 1 : Math.sqrt(squares / (measured.length - 1));
        double[] thresholds = new double[bins];
        for (int i = 0; i < bins; i++) {
            thresholds[i] = mean + deviation * NormalQuantile.of((i + 0.5) / bins);
        }
        return thresholds;
    }

    @Override
    public Examples reconstruct(View view, Contribution seen, Examples side, RandomGenerator stream) {
        Classifier.Layer layer = view.task().layers().getFirst();
        return CraftedModel.likely(view, seen, side, quotients(GradientEstimate.of(view, seen), layer.inputs(), layer.outputs()));
    }

    /** What is between each threshold and the next, the strongest first; beyond the last one nothing is taken off. */
    static List<double[]> quotients(FloatVector gradient, int inputs, int units) {
        record Bin(double error, double[] record) {}
        List<Bin> bins = new ArrayList<>();
        for (int unit = 0; unit < units; unit++) {
            double error = gradient.get(units * inputs + unit) - (unit + 1 < units ? gradient.get(units * inputs + unit + 1) : 0);
            double[] record = new double[inputs];
            for (int j = 0; j < inputs && error != 0; j++) {
                record[j] = (gradient.get(unit * inputs + j) - (unit + 1 < units ? gradient.get((unit + 1) * inputs + j) : 0)) / error;
            }
            bins.add(new Bin(Math.abs(error), record));
        }
        bins.sort(Comparator.comparingDouble(bin -> -bin.error()));
        double weakest = EMPTY * bins.getFirst().error();
        return bins.stream().filter(bin -> bin.error() > weakest).map(Bin::record).toList();
    }
}
