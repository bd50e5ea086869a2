package org.fedrange.learning.training;

import java.util.Arrays;
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

    /**
     * A thread's gradient and velocity, of the last length used: of a thousand hospitals with small models, making them anew was most of
     * what was allocated.
     */
    private static final ThreadLocal<float[][]> HELD = ThreadLocal.withInitial(() -> new float[2][0]);

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
        float[][] held = HELD.get();
        if (held[0].length != local.length) {
            held[0] = new float[local.length];
            held[1] = new float[local.length];
        }
        float[] gradient = held[0];
        float[] velocity = held[1];
        Arrays.fill(velocity, 0);
        double loss = 0;
        for (int epoch = 0; epoch < localEpochs; epoch++) {
            for (int[] rows : Batches.epoch(examples.size(), batchSize, stream)) {
                loss += network.gradient(local, examples, rows, gradient);
                correction.add(local, gradient);
                step.apply(KERNEL, local.length, local, gradient, velocity);
            }
        }
        float[] start = global.array();
        for (int i = 0; i < local.length; i++) {
            local[i] -= start[i];
        }
        return new Walk(FloatVector.owning(local), loss / steps(examples.size()));
    }

    /** As what a hospital's work gives. */
    Training.Local local(Walk walk, Training.Memory memory, Examples examples) {
        return new Training.Local(walk.change(), memory, walk.loss(), examples.size(), (long) localEpochs * examples.size());
    }
}
