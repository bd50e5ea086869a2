package org.fedrange.learning.training;

import java.util.random.RandomGenerator;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.kernel.PortableKernel;
import org.fedrange.learning.model.Network;

/**
 * Steps of SGD from the global model over all of a hospital's examples, shuffled anew in each epoch; velocity starts at zero.
 *
 * @param localEpochs passes over the examples
 * @param batchSize size of one batch; an epoch's last may be smaller
 * @param step the step
 */
record LocalSteps(int localEpochs, int batchSize, SgdStep step) {
    /** Its steps along a vector are the same plain loops whatever computes the gradients. */
    private static final PortableKernel KERNEL = new PortableKernel();

    /** What is added to each batch's gradient before the step. */
    interface Correction {
        /** Adds it in place. */
        void add(float[] local, float[] gradient);

        /** Nothing is added. */
        static Correction none() {
            return (local, gradient) -> {};
        }
    }

    /** Where the steps lead, and the mean loss before each. */
    record Walk(FloatVector change, double loss) {}

    /** Number of steps over so many examples. */
    int steps(int examples) {
        return localEpochs * ((examples + batchSize - 1) / batchSize);
    }

    Walk walk(Network network, FloatVector global, Examples examples, RandomGenerator stream, Correction correction) {
        float[] local = global.array().clone();
        float[] gradient = new float[local.length];
        float[] velocity = new float[local.length];
        double loss = 0;
        for (int epoch = 0; epoch < localEpochs; epoch++) {
            for (int[] rows : Batches.epoch(examples.size(), batchSize, stream)) {
                loss += network.gradient(local, examples, rows, gradient);
                correction.add(local, gradient);
                step.apply(KERNEL, local.length, local, gradient, velocity);
            }
        }
        return new Walk((FloatVector) FloatVector.owning(local).minus(global), loss / steps(examples.size()));
    }

    /** As what a hospital's work gives. */
    Training.Local local(Walk walk, Training.Memory memory, Examples examples) {
        return new Training.Local(walk.change(), memory, walk.loss(), examples.size(), (long) localEpochs * examples.size());
    }
}
