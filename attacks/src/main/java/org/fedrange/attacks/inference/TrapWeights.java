package org.fedrange.attacks.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Normal;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.model.Classifier;

/**
 * A malicious coordinator draws the first layer so that each unit fires on few records, each unit on others: where a unit fired on one record of a batch, its gradient of the
 * weights over that of the bias is that record.
 *
 * <pre>
 * half of a unit's weights, drawn, are -|w|, the others gamma |w|,  w standard normal;   z = sum of w_j (x_j - least_j);   x = dW_i / db_i where one record fired
 * gamma: such that each unit fires on the given share of the coordinator's own examples, on the average over units
 * </pre>
 *
 * <p>Records that stand out fire many units, others none: it finds some records often and many never, and larger batches less than {@code imprint} does. All other layers stay.
 *
 * <p>Example: weights -1 and gamma = 0.9, least values 0: (1, 1) gives -0.1 and stays silent, (1, 2) gives 0.8 and fires; with an error of 0.5 dW = (0.5, 1), db = 0.5, x = (1, 2).
 *
 * <p>Source: Boenisch, Dziedzic, Schuster, Shamsabadi, Shumailov, Papernot, "When the Curious Abandon Honesty: Federated Learning Is Not Private", 2023, section 5; they
 * choose gamma by hand.
 */
public record TrapWeights(
        @Parameter(value = "round in which the changed model goes out", min = 1, max = 1_000_000, byDefault = "1") int round,
        @Parameter(value = "updates attacked at most, the first in node order", unit = "updates", min = 1, max = 100_000, byDefault = "10") int targets,
        @Parameter(value = "share of records on which a unit fires; best is one in a batch", above = 0, below = 1, byDefault = "0.05") double share)
        implements CraftedModel {
    public TrapWeights {
        Parameters.check(TrapWeights.class, round, targets, share);
    }

    /** The size of a layer's weights, and which of them are negative, by unit and input. */
    private record Trap(float[] sizes, boolean[] negative, double[] least) {
        /** How much a record's negative half outweighs its positive one: below gamma the unit fires. */
        double ratio(int unit, float[] features, int record) {
            double against = 0;
            double pro = 0;
            for (int j = 0; j < least.length; j++) {
                double part = sizes[unit * least.length + j] * (features[record * least.length + j] - least[j]);
                if (negative[unit * least.length + j]) {
                    against += part;
                } else {
                    pro += part;
                }
            }
            return pro == 0 ? Double.POSITIVE_INFINITY : against / pro;
        }
    }

    @Override
    public FloatVector crafted(Task task, FloatVector model, Examples side, RandomGenerator stream) {
        Classifier.Layer first = task.layers().getFirst();
        Trap trap = new Trap(sizes(first, stream), negative(first, stream), FeatureRange.of(side).least());
        double gamma = gamma(trap, first.outputs(), side);
        float[] changed = model.array().clone();
        for (int unit = 0; unit < first.outputs(); unit++) {
            double bias = 0;
            for (int j = 0; j < first.inputs(); j++) {
                int at = unit * first.inputs() + j;
                changed[at] = (float) (trap.negative()[at] ? -trap.sizes()[at] : gamma * trap.sizes()[at]);
                bias -= changed[at] * trap.least()[j];
            }
            changed[first.outputs() * first.inputs() + unit] = (float) bias;
        }
        return FloatVector.owning(changed);
    }

    /** Small enough that outputs do not saturate. */
    private static float[] sizes(Classifier.Layer layer, RandomGenerator stream) {
        float[] sizes = new float[layer.outputs() * layer.inputs()];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = (float) (Math.abs(Normal.draw(stream)) / Math.sqrt(layer.inputs()));
        }
        return sizes;
    }

    /** For each unit half of its inputs, drawn. */
    private static boolean[] negative(Classifier.Layer layer, RandomGenerator stream) {
        boolean[] negative = new boolean[layer.outputs() * layer.inputs()];
        for (int unit = 0; unit < layer.outputs(); unit++) {
            int[] order = IntStream.range(0, layer.inputs()).toArray();
            for (int i = 0; i < order.length / 2; i++) {
                int other = i + stream.nextInt(order.length - i);
                int drawn = order[other];
                order[other] = order[i];
                order[i] = drawn;
                negative[unit * layer.inputs() + drawn] = true;
            }
        }
        return negative;
    }

    private double gamma(Trap trap, int units, Examples side) {
        double[] ratios = IntStream.range(0, units * side.size()).mapToDouble(i -> trap.ratio(i / side.size(), side.features(), i % side.size())).sorted().toArray();
        double gamma = ratios.length == 0 ? 1 : ratios[Math.min(ratios.length - 1, (int) (share * ratios.length))];
        return Double.isFinite(gamma) ? gamma : 1;
    }

    @Override
    public Examples reconstruct(View view, Contribution seen, Examples side, RandomGenerator stream) {
        Classifier.Layer layer = view.task().layers().getFirst();
        FirstLayer its = FirstLayer.of(GradientEstimate.of(view, seen), layer, layer.outputs());
        List<double[]> quotients = IntStream.range(0, its.units().length).boxed()
                .sorted(Comparator.comparingDouble(unit -> -Math.abs(its.biases()[unit]))).map(its::quotient).toList();
        return CraftedModel.likely(view, seen, side, distinct(quotients));
    }

    /** A record that fired many units is one guess. */
    private static List<double[]> distinct(List<double[]> quotients) {
        List<double[]> distinct = new ArrayList<>();
        for (double[] quotient : quotients) {
            double length = FirstLayer.dot(quotient, quotient);
            boolean known = distinct.stream().anyMatch(other -> {
                double[] difference = new double[other.length];
                Arrays.setAll(difference, j -> quotient[j] - other[j]);
                return FirstLayer.dot(difference, difference) < 1e-6 * length;
            });
            if (!known) {
                distinct.add(quotient);
            }
        }
        return distinct;
    }
}
