package org.fedrange.attacks.backdoor;

import java.util.Optional;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.model.Network;
import org.fedrange.learning.training.DistributedSgd;
import org.fedrange.learning.training.Training;

/**
 * Trains close to the model received, so that the update does not stand out; with {@code model-replacement} after it this is
 * constrain-and-scale.
 *
 * <pre>
 * loss = alpha L(w) + (1 - alpha) |w - global|^2,  gradient = alpha g + 2 (1 - alpha) (w - global)
 * </pre>
 *
 * <p>Example: alpha 0.5, g = 1, w - global = 0.25: 0.5 + 0.25 = 0.75.
 *
 * <p>Source: Bagdasaryan, Veit, Hua, Estrin, Shmatikov, "How To Backdoor Federated Learning", 2020, equation 4, with the distance from the global
 * model for the anomaly.
 */
public record Constrained(@Parameter(value = "weight of the examples' loss", above = 0, max = 1, byDefault = "0.7") double alpha) implements Delivery {
    public Constrained {
        Parameters.check(Constrained.class, alpha);
    }

    @Override
    public Optional<String> idle(Training training) {
        return training instanceof DistributedSgd
                ? Optional.of("delivery: constrained pulls local steps back to the model received, but with distributed-sgd a node takes none; "
                        + "train with fed-avg")
                : Optional.empty();
    }

    @Override
    public Network network(Network network, FloatVector model, Examples clean) {
        float[] global = model.array();
        float kept = (float) alpha;
        float pull = (float) (2 * (1 - alpha));
        return Bent.gradient(network, (parameters, gradient) -> {
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] = kept * gradient[i] + pull * (parameters[i] - global[i]);
            }
        });
    }
}
