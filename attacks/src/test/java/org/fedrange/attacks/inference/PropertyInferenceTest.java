package org.fedrange.attacks.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Normal;
import org.fedrange.learning.Numerics;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.model.Network;
import org.fedrange.learning.model.Softmax;
import org.fedrange.learning.training.FedAvg;
import org.junit.jupiter.api.Test;

class PropertyInferenceTest {
    private static final Shape SHAPE = new Shape(3, 2);
    private static final Network NETWORK = new Softmax().network(SHAPE, Numerics.PORTABLE);
    private static final Task TASK = new Task(new Softmax(), SHAPE, NETWORK, new FedAvg(1, 10, 0.1, 0, 0));
    private static final PropertyInference ATTACK = new PropertyInference(1, 10, 0, 100, 0.01);

    /** Patients of whom so many have the first feature at 1, the others at -1; the second is noise; the class goes by the third. */
    private static Examples patients(int count, int having, long seed) {
        var stream = new Streams(seed).of("patients");
        float[] features = new float[3 * count];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            features[3 * i] = i < having ? 1 : -1;
            features[3 * i + 1] = (float) Normal.draw(stream);
            features[3 * i + 2] = (float) Normal.draw(stream);
            labels[i] = features[3 * i + 2] + features[3 * i] > 0 ? 1 : 0;
        }
        return new Examples(features, labels, 3);
    }

    private static double estimated(Examples held, Examples side) {
        FloatVector model = NETWORK.initial(new Streams(2).of("initial"));
        var local = TASK.training().train(NETWORK, model, held, TASK.training().fresh(NETWORK), new Streams(3).of("train"));
        Contribution seen = new Contribution(1, List.of(new NodeId(0, "a")), model, (FloatVector) local.change(), held.size());
        return ATTACK.estimate(new View(TASK, List.of(seen)), seen, side, new Streams(4).of("attack"));
    }

    @Test
    void theShareOfAHospitalComesOutOfItsUpdate() {
        Examples side = patients(100, 50, 1);
        // The population's share is 0.5; an estimate within 0.15 of the truth tells more.
        assertEquals(0.9, estimated(patients(100, 90, 5), side), 0.15);
        assertEquals(0.1, estimated(patients(100, 10, 6), side), 0.15);
        assertTrue(estimated(patients(100, 70, 7), side) > estimated(patients(100, 30, 8), side));
    }

    @Test
    void theTruthIsCountedAgainstTheObserversMean() {
        // Mean of the observer's first feature: (4 - 1 - 1 - 2) / 4 = 0; above it are 4 and 0.5.
        Examples side = new Examples(new float[] {4, 0, 0, -1, 0, 0, -1, 0, 0, -2, 0, 0}, new int[4], 3);
        assertArrayEquals(new boolean[] {true, false, false, false}, ATTACK.having(side, side));
        assertEquals(0.5, ATTACK.share(new Examples(new float[] {0.5f, 0, 0, 0, 0, 0}, new int[2], 3), side));
    }

    @Test
    void whoHoldsOneKindOnlySaysThePopulationsShare() {
        // All at 1, none above the mean: share 0.
        assertEquals(0, estimated(patients(20, 10, 5), patients(20, 20, 1)));
    }
}
