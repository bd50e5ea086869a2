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
import org.fedrange.learning.training.FedProx;
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
        GradientInversion attack = new GradientInversion(1, 1, 400, 1, 0.1, 0.01, GradientDistance.COSINE);
        double ofMean = quality(new Mlp(List.of(32)), GRADIENT, one, attack, "psnrOfMean");
        double perceptron = quality(new Mlp(List.of(32)), GRADIENT, one, attack, "psnr");
        assertTrue(perceptron > ofMean + 8, () -> perceptron + " dB by the perceptron, " + ofMean + " by the mean");
        double convolutions = quality(new Cnn(List.of(8), 3, 0, List.of(16)), GRADIENT, one, attack, "psnr");
        assertTrue(convolutions > ofMean + 2, () -> convolutions + " dB by convolutions, " + ofMean + " by the mean");
    }

    @Test
    void withoutTheSearchNothingIsFound() {
        Examples one = pictures("truth", 1);
        double none = quality(new Mlp(List.of(32)), GRADIENT, one, new GradientInversion(1, 1, 1, 1, 0.1, 0.01, GradientDistance.COSINE), "psnr");
        double ofMean = quality(new Mlp(List.of(32)), GRADIENT, one, new GradientInversion(1, 1, 1, 1, 0.1, 0.01, GradientDistance.COSINE), "psnrOfMean");
        assertTrue(none < ofMean, () -> none + " dB");
    }

    @Test
    void localStepsAreSimulated() {
        double found = quality(
                new Mlp(List.of(32)), new FedAvg(3, 1, 0.05, 0, 0), pictures("truth", 1), new GradientInversion(1, 1, 400, 1, 0.1, 0.01, GradientDistance.COSINE), "closer");
        assertEquals(1, found);
    }

    /** The derivative along a direction drawn, and the difference of two values of the objective nearby. */
    private static void assertDerivative(Model model, Training training, GradientDistance distance) {
        Shape shape = new Shape(64, 2, Optional.of(PICTURE));
        Network network = model.network(shape, Numerics.PORTABLE);
        Task task = new Task(model, shape, network, training);
        FloatVector initial = network.initial(STREAMS.of("initial"));
        Examples truth = pictures("truth", 4);
        FloatVector sent = (FloatVector) training.train(network, initial, truth, training.fresh(network), STREAMS.of("train")).change();
        Contribution seen = new Contribution(1, List.of(new NodeId(0, "North")), initial, sent, 4);
        LocalDescent descent = LocalDescent.of(task, 4, 1);
        MatchingObjective objective = new MatchingObjective(
                task, initial, descent, descent.target(new View(task, List.of(seen)), seen), truth.labels(), distance, 0.01);
        RandomGenerator stream = STREAMS.of("point");
        double[] x = new double[4 * 64];
        double[] up = new double[x.length];
        double[] down = new double[x.length];
        double[] direction = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = 0.3 * Normal.draw(stream);
            direction[i] = Normal.draw(stream);
            up[i] = x[i] + 1e-6 * direction[i];
            down[i] = x[i] - 1e-6 * direction[i];
        }
        double[] gradient = new double[x.length];
        objective.gradient(x, gradient);
        double analytic = 0;
        for (int i = 0; i < x.length; i++) {
            analytic += gradient[i] * direction[i];
        }
        double[] ignored = new double[x.length];
        double numeric = (objective.gradient(up, ignored) - objective.gradient(down, ignored)) / 2e-6;
        assertEquals(numeric, analytic, 1e-4 * Math.abs(numeric) + 1e-8, () -> model + ", " + training + ", " + distance);
    }

    @Test
    void theDerivativeIsThatOfTheObjective() {
        for (Model model : List.of(new Softmax(), new Mlp(List.of(16)), new Cnn(List.of(4, 6), 3, 1, List.of(8)))) {
            for (GradientDistance distance : GradientDistance.values()) {
                assertDerivative(model, GRADIENT, distance);
                // Two epochs of two steps each, with all that a step can have.
                assertDerivative(model, new FedAvg(2, 2, 0.3, 0.5, 0.1), distance);
                assertDerivative(model, new FedProx(0.4, 2, 2, 0.3, 0.5, 0), distance);
            }
        }
    }

    @Test
    void truthExplainsWhatWasSent() {
        Shape shape = new Shape(64, 2, Optional.of(PICTURE));
        Mlp model = new Mlp(List.of(16));
        Network network = model.network(shape, Numerics.PORTABLE);
        FloatVector initial = network.initial(STREAMS.of("initial"));
        Examples truth = pictures("truth", 1);
        // One example has one order: three steps with momentum, weight decay and a pull are imitated exactly.
        for (Training training : List.of(new FedAvg(3, 1, 0.3, 0.5, 0.1), new FedProx(0.4, 3, 1, 0.3, 0.5, 0.1), GRADIENT)) {
            Task task = new Task(model, shape, network, training);
            FloatVector sent = (FloatVector) training.train(network, initial, truth, training.fresh(network), STREAMS.of("train")).change();
            Contribution seen = new Contribution(1, List.of(new NodeId(0, "North")), initial, sent, 1);
            LocalDescent descent = LocalDescent.of(task, 1, 1);
            double[] x = new double[64];
            java.util.Arrays.setAll(x, i -> truth.features()[i]);
            for (GradientDistance distance : GradientDistance.values()) {
                MatchingObjective objective = new MatchingObjective(
                        task, initial, descent, descent.target(new View(task, List.of(seen)), seen), truth.labels(), distance, 0);
                assertEquals(0, objective.gradient(x, new double[64]), 1e-9, () -> training + ", " + distance);
            }
        }
    }

    @Test
    void stepsAndDistancesByHand() {
        double[] x = {1, 1, 1};
        new SignedAdam(3).step(x, new double[] {5, -0.001, 0}, 0.1);
        assertArrayEquals(new double[] {0.9, 1.1, 1}, x, 1e-6);
        double[] slope = new double[2];
        assertEquals(1, GradientDistance.COSINE.of(new double[] {1, 0}, new double[] {0, 2}, slope), 1e-12);
        assertArrayEquals(new double[] {0, -1}, slope, 1e-12);
        slope = new double[2];
        assertEquals(1.25, GradientDistance.EUCLIDEAN.of(new double[] {1, 0}, new double[] {0, 2}, slope), 1e-12);
        assertArrayEquals(new double[] {0.5, -1}, slope, 1e-12);
        double[] rough = new double[3];
        assertEquals(0.1, new TotalVariation(new Picture(1, 1, 3), 0.3).of(new double[] {0, 1, 1}, rough), 1e-12);
        assertArrayEquals(new double[] {-0.1, 0.1, 0}, rough, 1e-12);
    }

    @Test
    void stepsAreSharedByNodesOfASum() {
        Shape shape = new Shape(64, 2, Optional.of(PICTURE));
        Task task = new Task(new Softmax(), shape, new Softmax().network(shape, Numerics.PORTABLE), new FedAvg(2, 4, 0.1, 0, 0));
        assertEquals(List.of(4, 4, 4, 4), LocalDescent.of(task, 8, 1).steps().stream().map(rows -> rows.length).toList());
        // Two nodes of four examples each take one step an epoch, side by side.
        assertEquals(List.of(8, 8), LocalDescent.of(task, 8, 2).steps().stream().map(rows -> rows.length).toList());
    }
}
