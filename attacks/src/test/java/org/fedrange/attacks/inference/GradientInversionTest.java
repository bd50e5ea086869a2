package org.fedrange.attacks.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Normal;
import org.fedrange.learning.Numerics;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Picture;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.model.Cnn;
import org.fedrange.learning.model.Mlp;
import org.fedrange.learning.model.Model;
import org.fedrange.learning.model.Network;
import org.fedrange.learning.model.Softmax;
import org.fedrange.learning.training.DistributedSgd;
import org.fedrange.learning.training.FedAvg;
import org.fedrange.learning.training.Training;
import org.junit.jupiter.api.Test;

class GradientInversionTest {
    private static final Streams STREAMS = new Streams(11);
    private static final Picture PICTURE = new Picture(1, 8, 8);
    private static final Training GRADIENT = new DistributedSgd(8, 0.1, 0, 0);

    /** Smooth pictures: a bright spot somewhere. */
    private static Examples pictures(String purpose, int count) {
        RandomGenerator stream = STREAMS.of(purpose);
        float[] pixels = new float[count * 64];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            double y = stream.nextDouble(1, 7);
            double x = stream.nextDouble(1, 7);
            labels[i] = y < 4 ? 0 : 1;
            for (int j = 0; j < 64; j++) {
                int row = j / 8;
                double squares = (row - y) * (row - y) + (j % 8 - x) * (j % 8 - x);
                pixels[i * 64 + j] = (float) Math.exp(-squares / 4);
            }
        }
        return new Examples(pixels, labels, 64);
    }

    private static double quality(Model model, Training training, Examples truth, GradientInversion attack, String figure) {
        Shape shape = new Shape(64, 2, Optional.of(PICTURE));
        Network network = model.network(shape, Numerics.PORTABLE);
        Task task = new Task(model, shape, network, training);
        FloatVector initial = network.initial(STREAMS.of("initial"));
        FloatVector sent = (FloatVector) training.train(network, initial, truth, training.fresh(network), STREAMS.of("train")).change();
        Examples side = pictures("side", 50);
        Contribution seen = new Contribution(1, List.of(new NodeId(0, "North")), initial, sent, truth.size());
        assertEquals(Optional.empty(), attack.unsuited(task));
        Examples guesses = attack.reconstruct(new View(task, List.of(seen)), seen, side, STREAMS.of("attack"));
        assertArrayEquals(truth.size() == 1 ? truth.labels() : guesses.labels(), guesses.labels());
        ReconstructionQuality quality = new ReconstructionQuality(Examples.joined(List.of(truth, side)), side, Optional.of(PICTURE));
        return quality.of(truth, guesses).stream().mapToDouble(its -> its.getOrDefault(figure, Double.NaN)).average().orElseThrow();
    }

    @Test
    void aPictureComesOutOfAPerceptronAndOfConvolutions() {
        Examples one = pictures("truth", 1);
        GradientInversion attack = new GradientInversion(1, 1, 400, 1, 0.1, 0.01);
        double ofMean = quality(new Mlp(List.of(32)), GRADIENT, one, attack, "psnrOfMean");
        double perceptron = quality(new Mlp(List.of(32)), GRADIENT, one, attack, "psnr");
        assertTrue(perceptron > ofMean + 8, () -> perceptron + " dB by the perceptron, " + ofMean + " by the mean");
        double convolutions = quality(new Cnn(List.of(8), 3, 0, List.of(16)), GRADIENT, one, attack, "psnr");
        assertTrue(convolutions > ofMean + 2, () -> convolutions + " dB by convolutions, " + ofMean + " by the mean");
    }

    @Test
    void withoutTheSearchNothingIsFound() {
        Examples one = pictures("truth", 1);
        double none = quality(new Mlp(List.of(32)), GRADIENT, one, new GradientInversion(1, 1, 1, 1, 0.1, 0.01), "psnr");
        double ofMean = quality(new Mlp(List.of(32)), GRADIENT, one, new GradientInversion(1, 1, 1, 1, 0.1, 0.01), "psnrOfMean");
        assertTrue(none < ofMean, () -> none + " dB");
    }

    @Test
    void localStepsAreSimulated() {
        double found = quality(
                new Mlp(List.of(32)), new FedAvg(3, 1, 0.05, 0, 0), pictures("truth", 1), new GradientInversion(1, 1, 400, 1, 0.1, 0.01), "closer");
        assertEquals(1, found);
    }

    @Test
    void theDerivativeIsThatOfTheObjective() {
        Shape shape = new Shape(64, 2, Optional.of(PICTURE));
        Softmax model = new Softmax();
        Network network = model.network(shape, Numerics.PORTABLE);
        FloatVector initial = network.initial(STREAMS.of("initial"));
        Examples truth = pictures("truth", 2);
        FloatVector target = network.gradient(initial, truth, new int[] {0, 1}).vector();
        MatchingObjective objective = new MatchingObjective(new Task(model, shape, network, GRADIENT), initial, target, truth.labels(), 0.01);
        assertEquals(0, objective.value(truth.features()), 0.01);
        RandomGenerator stream = STREAMS.of("point");
        float[] x = new float[128];
        double[] direction = new double[128];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) (0.3 * Normal.draw(stream));
            direction[i] = Normal.draw(stream);
        }
        float[] gradient = new float[128];
        objective.gradient(x, gradient);
        double analytic = 0;
        float[] up = x.clone();
        float[] down = x.clone();
        for (int i = 0; i < x.length; i++) {
            analytic += gradient[i] * direction[i];
            up[i] += (float) (0.002 * direction[i]);
            down[i] -= (float) (0.002 * direction[i]);
        }
        double numeric = (objective.value(up) - objective.value(down)) / 0.004;
        assertEquals(numeric, analytic, 0.05 * Math.abs(numeric) + 1e-3);
    }

    @Test
    void stepsByHand() {
        float[] x = {1, 1, 1};
        new SignedAdam(3).step(x, new float[] {5, -0.001f, 0}, 0.1);
        assertArrayEquals(new float[] {0.9f, 1.1f, 1}, x, 1e-6f);
    }
}
