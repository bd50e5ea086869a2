package org.fedrange.defenses;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.metric.Metric;
import org.fedrange.learning.model.HiddenUnits;
import org.fedrange.learning.model.Network;

/**
 * After the last round, silences the units of the last hidden layer, or the maps of the last convolution, that clean examples wake least, as long
 * as accuracy on these allows: a backdoor lives in units that sleep until the trigger comes.
 *
 * <pre>
 * units, or maps, in ascending order of their mean activation on the coordinator's examples are set to 0 one after another,
 * as long as accuracy on these examples is at least accuracy before - accuracyLoss
 * </pre>
 *
 * <p>Example: mean activations 0.9, 0, 0.2, accuracy 0.95 before; without unit 2 it is 0.95, without units 2 and 3 it is 0.93, without all 0.1:
 * with {@code accuracyLoss} 0.04 units 2 and 3 are silenced.
 *
 * <p>Figures before and after are in {@code finishing.csv}. With {@code fine-tuning} after it, this is fine-pruning.
 *
 * <p>Source: Liu, Dolan-Gavitt, Garg, "Fine-Pruning: Defending Against Backdooring Attacks on Deep Neural Networks", 2018, section 3, which prunes
 * until accuracy has fallen by 4 %.
 */
public record Pruning(
        @Parameter(value = "the coordinator's own examples, of those kept for validation", unit = "examples", min = 1, byDefault = "100") int rootExamples,
        @Parameter(value = "most accuracy on these examples that may be given up", min = 0, max = 1, byDefault = "0.04") double accuracyLoss)
        implements Defense {
    public Pruning {
        Parameters.check(Pruning.class, rootExamples, accuracyLoss);
    }

    @Override
    public Optional<Outcome<FloatVector>> onFinalModel(Finish finish, FloatVector model) {
        HiddenUnits units = finish.network().hiddenUnits().orElseThrow();
        double[] activations = units.meanActivations(model, finish.root());
        int[] order = IntStream.range(0, activations.length).boxed().sorted(Comparator.comparingDouble(unit -> activations[unit]))
                .mapToInt(Integer::intValue).toArray();
        double needed = accuracy(finish.network(), model, finish.root()) - accuracyLoss;
        FloatVector pruned = model;
        int silenced = 0;
        for (int unit : order) {
            FloatVector tried = units.silenced(pruned, unit);
            if (accuracy(finish.network(), tried, finish.root()) < needed) {
                break;
            }
            pruned = tried;
            silenced++;
        }
        return Optional.of(new Outcome<>(pruned, new TreeMap<>(Map.of("silenced", (double) silenced, "units", (double) order.length))));
    }

    private static double accuracy(Network network, FloatVector model, Examples examples) {
        float[] told = network.probabilities(model, examples);
        return Metric.ACCURACY.measure(told, examples.labels(), told.length / examples.size());
    }

    @Override
    public Optional<String> unsuited(Network network) {
        return network.hiddenUnits().isPresent() ? Optional.empty()
                : Optional.of("pruning silences units of the last hidden layer or maps of the last convolution, and this model has neither; choose an mlp or a model with"
                        + " convolutions, or another defense");
    }
}
