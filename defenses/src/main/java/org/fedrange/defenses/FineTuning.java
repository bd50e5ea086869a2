package org.fedrange.defenses;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.training.FedAvg;
import org.fedrange.learning.training.Training;

/**
 * After the last round, the coordinator trains the model on its own clean examples, which overwrites what attackers taught it.
 *
 * <pre>
 * w = global; for each epoch, for each batch of the coordinator's examples: one step of SGD
 * </pre>
 *
 * <p>Example: 100 examples in batches of 32 and 10 epochs are 40 steps.
 *
 * <p>Figures before and after are in {@code finishing.csv}.
 *
 * <p>Source: Liu, Dolan-Gavitt, Garg, "Fine-Pruning: Defending Against Backdooring Attacks on Deep Neural Networks", 2018, section 3.2.
 */
public record FineTuning(
        @Parameter(value = "the coordinator's own examples, of those kept for validation", unit = "examples", min = 1, byDefault = "100") int rootExamples,
        @Parameter(value = "passes over these examples", unit = "epochs", min = 1, max = 100_000, byDefault = "10") int epochs,
        @Parameter(value = "size of one batch", unit = "examples", min = 1, byDefault = "32") int batchSize,
        @Parameter(value = "step along the gradient", above = 0) double learningRate)
        implements Defense {
    public FineTuning {
        Parameters.check(FineTuning.class, rootExamples, epochs, batchSize, learningRate);
    }

    @Override
    public Optional<Outcome<FloatVector>> onFinalModel(Finish finish, FloatVector model) {
        Training sgd = new FedAvg(epochs, batchSize, learningRate, 0, 0);
        Training.Local local = sgd.train(finish.network(), model, finish.root(), sgd.fresh(finish.network()), finish.stream());
        return Optional.of(new Outcome<>((FloatVector) model.plus(local.change()), new TreeMap<>(Map.of("loss", local.loss(), "moved", local.change().norm()))));
    }
}
