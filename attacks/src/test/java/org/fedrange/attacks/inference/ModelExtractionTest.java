package org.fedrange.attacks.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Normal;
import org.fedrange.learning.Numerics;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.model.Network;
import org.fedrange.learning.model.Softmax;
import org.fedrange.learning.training.DistributedSgd;
import org.junit.jupiter.api.Test;

class ModelExtractionTest {
    private static final Shape SHAPE = new Shape(2, 2);
    private static final Network NETWORK = new Softmax().network(SHAPE, Numerics.PORTABLE);
    private static final Task TASK = new Task(new Softmax(), SHAPE, NETWORK, new DistributedSgd(32, 0.5, 0, 0));
    private static final Examples SIDE = drawn(20, 3);

    private static Examples drawn(int count, long seed) {
        var stream = new Streams(seed).of("drawn");
        float[] features = new float[2 * count];
        IntStream.range(0, features.length).forEach(i -> features[i] = (float) Normal.draw(stream));
        return new Examples(features, new int[count], 2);
    }

    @Test
    void answersAreRounded() {
        assertArrayEquals(new double[] {0.7, 0.3}, new ModelExtraction(1, 1).told(new float[] {0.72f, 0.28f}, 0, 2), 1e-12);
        assertArrayEquals(new double[] {0.72, 0.28}, new ModelExtraction(1, 2).told(new float[] {9, 0.72f, 0.28f}, 1, 2), 1e-12);
        assertArrayEquals(new double[] {0, 1, 0}, new ModelExtraction(1, 0).told(new float[] {0.3f, 0.4f, 0.3f}, 0, 3));
    }

    @Test
    void questionsAreTheObserversExamplesAndThenMixtures() {
        Examples questions = new ModelExtraction(25, 6).questions(SIDE, new Streams(1).of("questions"));
        assertEquals(25, questions.size());
        for (int i = 0; i < 40; i++) {
            assertEquals(SIDE.features()[i], questions.features()[i]);
        }
        double most = IntStream.range(0, 40).mapToDouble(i -> Math.abs(SIDE.features()[i])).max().orElseThrow();
        assertTrue(IntStream.range(40, 50).allMatch(i -> Math.abs(questions.features()[i]) <= most));
    }

    @Test
    void aModelIsStolenAndNotByWhoAsksOnce() {
        // Class 1 where 3 x_0 - x_1 > 0: a thief who asks 400 times agrees nearly everywhere.
        FloatVector model = FloatVector.owning(new float[] {0, 0, 3, -1, 0, 0});
        Examples asked = drawn(500, 4);
        FloatVector stolen = stolen(400, model);
        assertTrue(agreement(model, stolen, asked) > 0.95, () -> "agreement " + agreement(model, stolen, asked));
        // What one answer tells is which side one point lies on.
        FloatVector once = stolen(1, model);
        assertTrue(agreement(model, once, asked) < 0.95, () -> "agreement " + agreement(model, once, asked));
    }

    private static FloatVector stolen(int queries, FloatVector model) {
        return new ModelExtraction(queries, 6).stolen(
                TASK, questions -> NETWORK.probabilities(model, questions), SIDE, new ShadowTraining(2, 100, Workers.one()), new Streams(5));
    }

    private static double agreement(FloatVector one, FloatVector other, Examples examples) {
        float[] first = NETWORK.probabilities(one, examples);
        float[] second = NETWORK.probabilities(other, examples);
        return IntStream.range(0, examples.size()).filter(i -> first[2 * i] > 0.5 == second[2 * i] > 0.5).count() / (double) examples.size();
    }
}
