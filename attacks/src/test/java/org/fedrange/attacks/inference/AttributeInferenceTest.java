package org.fedrange.attacks.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.TreeMap;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Numerics;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.model.Network;
import org.fedrange.learning.model.Softmax;
import org.fedrange.learning.training.DistributedSgd;
import org.junit.jupiter.api.Test;

class AttributeInferenceTest {
    private static final AttributeInference FIRST = new AttributeInference(0);
    private static final Shape SHAPE = new Shape(2, 2);
    private static final Network NETWORK = new Softmax().network(SHAPE, Numerics.PORTABLE);

    /** A model whose second class has the logit w x_0. */
    private static View view(float w) {
        TreeMap<Integer, FloatVector> released = new TreeMap<>();
        released.put(1, FloatVector.owning(new float[] {0, 0, w, 0, 0, 0}));
        return new View(new Task(new Softmax(), SHAPE, NETWORK, new DistributedSgd(1, 0.1, 0, 0)), List.of(), released);
    }

    private static Examples side(int zeros, int ones) {
        float[] features = new float[2 * (zeros + ones)];
        int[] labels = new int[zeros + ones];
        for (int i = zeros; i < labels.length; i++) {
            features[2 * i] = 1;
            labels[i] = i % 2;
        }
        return new Examples(features, labels, 2);
    }

    @Test
    void beliefTimesShareDecides() {
        // Two of one class each; 5 zeros and 3 ones: shares (5 + 1) / 10 = 0.6 and (3 + 1) / 10 = 0.4. With x_0 = 0 both classes have 1/2: 0.6 x 0.5 = 0.3.
        // With x_0 = 1 and w = 2 the second class has 1 / (1 + e^-2) = 0.881, 0.4 x 0.881 = 0.352 > 0.3; the first 0.119, 0.048 < 0.3.
        Examples asked = new Examples(new float[] {9, 0, 9, 0}, new int[] {0, 1}, 2);
        float[] values = FIRST.values(side(5, 3));
        assertArrayEquals(new float[] {0, 1}, values);
        assertArrayEquals(new int[] {0, 1}, FIRST.guesses(view(2), values, asked, side(5, 3)));
        // A model that does not look at the feature leaves the commoner value.
        assertArrayEquals(new int[] {0, 0}, FIRST.guesses(view(0), values, asked, side(5, 3)));
        // w = 0.5: 0.4 / (1 + e^-0.5) = 0.249 < 0.3.
        assertArrayEquals(new int[] {0, 0}, FIRST.guesses(view(0.5f), values, asked, side(5, 3)));
    }

    @Test
    void withoutTheModelTheCommonestOfTheClass() {
        // Zeros are all of class 0; of the ones at places 5, 6, 7 those at 5 and 7 are of class 1.
        Examples asked = new Examples(new float[] {9, 0, 9, 0}, new int[] {0, 1}, 2);
        assertArrayEquals(new int[] {0, 1}, FIRST.commonest(FIRST.values(side(5, 3)), asked, side(5, 3)));
    }

    @Test
    void measurementsAreTakenByTheirTenths() {
        // 0, 1, ..., 99: middles of ten parts of ten are the 5th, 15th, ... of them.
        float[] features = new float[200];
        for (int i = 0; i < 100; i++) {
            features[2 * i] = 99 - i;
        }
        Examples side = new Examples(features, new int[100], 2);
        float[] values = FIRST.values(side);
        assertArrayEquals(new float[] {5, 15, 25, 35, 45, 55, 65, 75, 85, 95}, values);
        assertArrayEquals(new int[] {0, 9, 1}, FIRST.places(values, new Examples(new float[] {-7, 0, 1000, 0, 11, 0}, new int[3], 2)));
    }

    @Test
    void withoutAnyExampleThereIsOneValue() {
        assertEquals(1, FIRST.values(new Examples(new float[0], new int[0], 2)).length);
    }
}
