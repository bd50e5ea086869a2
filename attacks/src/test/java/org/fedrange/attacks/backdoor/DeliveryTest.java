package org.fedrange.attacks.backdoor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Numerics;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.model.Network;
import org.fedrange.learning.model.Softmax;
import org.fedrange.learning.training.DistributedSgd;
import org.fedrange.learning.training.FedAvg;
import org.fedrange.learning.training.Training;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private static final Network NETWORK = new Softmax().network(new Shape(2, 2), Numerics.PORTABLE);
    private static final FloatVector MODEL = FloatVector.of(1, 0, 0, 1, 0, 0);
    private static final Examples CLEAN = new Examples(new float[] {1, 0, 0, 1, 2, 1}, new int[] {1, 0, 1}, 2);

    private static FloatVector gradient(Network network, FloatVector at) {
        return network.gradient(at, CLEAN, new int[] {0, 1, 2}).vector();
    }

    private static ParameterVector change(Training training, Delivery delivery) {
        Network network = delivery.network(NETWORK, MODEL, CLEAN);
        ParameterVector change =
                training.train(network, MODEL, CLEAN, training.fresh(network), new Streams(1).of("train", 1, 0)).change();
        return delivery.sent(change);
    }

    @Test
    void replacementEnlarges() {
        assertArrayEquals(new double[] {10, -20}, new ModelReplacement(10).sent(FloatVector.of(1, -2)).toDoubles());
    }

    @Test
    void constrainedPullsTowardsTheModelReceived() {
        Network network = new Constrained(0.5).network(NETWORK, MODEL, CLEAN);
        FloatVector away = FloatVector.of(1.25f, 0, 0, 1, 0, 0);
        double plain = gradient(NETWORK, away).get(0);
        // alpha g + 2 (1 - alpha) 0.25 in the coordinate that is away, alpha g in the others.
        assertEquals(0.5 * plain + 0.25, gradient(network, away).get(0), 1e-6);
        assertEquals(0.5 * gradient(NETWORK, away).get(3), gradient(network, away).get(3), 1e-6);
        FedAvg training = new FedAvg(20, 1, 0.5, 0, 0);
        assertTrue(change(training, new Constrained(0.3)).norm() < 0.8 * change(training, new Constrained(1)).norm());
    }

    @Test
    void theBallIsKeptDuringTrainingNotOnlyAtItsEnd() {
        float[] away = {4, 0, 0, 5, 0, 0};
        // (4, 0, 0, 5, 0, 0) is (3, 4) from the model, 5 long: drawn back to (0.6, 0.8) before the gradient is taken there.
        FloatVector inside = FloatVector.of(1.6f, 0, 0, 1.8f, 0, 0);
        float[] bent = new float[6];
        new NormBounded(1).network(NETWORK, MODEL, CLEAN).gradient(away, CLEAN, new int[] {0, 1, 2}, bent);
        assertArrayEquals(inside.array(), away, 1e-6f);
        assertArrayEquals(gradient(NETWORK, inside).array(), bent, 1e-6f);
        FedAvg training = new FedAvg(20, 1, 0.5, 0, 0);
        ParameterVector bounded = change(training, new NormBounded(0.1));
        assertEquals(0.1, bounded.norm(), 1e-6);
        // Whoever is drawn back once, at the end, ends elsewhere.
        ParameterVector free = change(training, new ModelReplacement(1));
        assertTrue(free.scaled(0.1 / free.norm()).minus(bounded).norm() > 0.01);
        // What lies within the ball is left alone; with distributed SGD nothing moves before the gradient.
        assertArrayEquals(free.toDoubles(), change(training, new NormBounded(1000)).toDoubles());
        DistributedSgd sgd = new DistributedSgd(32, 0.1, 0, 0);
        assertEquals(0.1, change(sgd, new NormBounded(0.1)).norm(), 1e-6);
        assertArrayEquals(new float[] {1, 0, 0, 1, 0, 0}, MODEL.array());
    }

    @Test
    void neurotoxinLeavesTheGreatestByAbsoluteValueAlone() {
        assertArrayEquals(new boolean[] {true, false, false, true}, Neurotoxin.greatest(new float[] {3, -1, 0.5f, -4}, 2));
        // Of four zeros only as many as asked, the first.
        assertArrayEquals(new boolean[] {true, false, false, true, false}, Neurotoxin.greatest(new float[] {0, 0, 0, -2, 0}, 2));
        assertArrayEquals(new boolean[] {false, false}, Neurotoxin.greatest(new float[] {1, 2}, 0));
        FloatVector honest = gradient(NETWORK, MODEL);
        boolean[] masked = Neurotoxin.greatest(honest.array(), 3);
        FloatVector bent = gradient(new Neurotoxin(0.5).network(NETWORK, MODEL, CLEAN), MODEL);
        for (int i = 0; i < 6; i++) {
            assertEquals(masked[i] ? 0 : honest.get(i), bent.get(i));
        }
        ParameterVector moved = change(new FedAvg(3, 1, 0.5, 0.5, 0), new Neurotoxin(0.5));
        for (int i = 0; i < 6; i++) {
            assertEquals(masked[i], moved.get(i) == 0, "coordinate " + i + " moved by " + moved.get(i));
        }
    }
}
