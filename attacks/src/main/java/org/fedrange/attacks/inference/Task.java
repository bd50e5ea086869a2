package org.fedrange.attacks.inference;

import java.util.List;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.kernel.PortableKernel;
import org.fedrange.learning.model.Classifier;
import org.fedrange.learning.model.LayeredModel;
import org.fedrange.learning.model.Model;
import org.fedrange.learning.model.Network;
import org.fedrange.learning.training.DistributedSgd;
import org.fedrange.learning.training.DpSgd;
import org.fedrange.learning.training.FedAvg;
import org.fedrange.learning.training.FedProx;
import org.fedrange.learning.training.Scaffold;
import org.fedrange.learning.training.Training;

/**
 * What everybody who takes part knows of the learning itself.
 *
 * @param model the architecture
 * @param shape the shape of the data
 * @param network the architecture's functions
 * @param training how hospitals compute what they send
 */
public record Task(Model model, Shape shape, Network network, Training training) {

    /** Layers with weights, in the order of their parameters; none where the model does not say. */
    public List<Classifier.Layer> layers() {
        return model instanceof LayeredModel layered ? layered.classifier(shape, new PortableKernel()).weightedLayers() : List.of();
    }

    /** At most so many records are behind a contribution; as many as there can be where nobody says. */
    int records(Contribution seen) {
        int declared = seen.examples() > 0 ? seen.examples() : Integer.MAX_VALUE;
        return switch (training) {
            case DistributedSgd sgd -> (int) Math.min(declared, (long) sgd.batchSize() * seen.nodes().size());
            // As many as are expected: how many were drawn, nobody tells.
            case DpSgd sgd when seen.examples() > 0 -> Math.clamp(Math.round(sgd.samplingRate() * sgd.localSteps() * declared), 1, declared);
            default -> declared;
        };
    }

    /** How many local steps lie between the model a node received and what it sent, on so many examples. */
    int steps(int examples) {
        return switch (training) {
            case FedAvg its -> steps(examples, its.localEpochs(), its.batchSize());
            case FedProx its -> steps(examples, its.localEpochs(), its.batchSize());
            case Scaffold its -> steps(examples, its.localEpochs(), its.batchSize());
            default -> 1;
        };
    }

    private static int steps(int examples, int epochs, int batchSize) {
        return epochs * Math.max(1, (examples + batchSize - 1) / batchSize);
    }
}
