package org.fedrange.attacks.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.learning.DoubleVector;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Normal;
import org.fedrange.learning.Numerics;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.model.Classifier;
import org.fedrange.learning.model.Lenet;
import org.fedrange.learning.model.Mlp;
import org.fedrange.learning.model.Model;
import org.fedrange.learning.model.Network;
import org.fedrange.learning.model.Softmax;
import org.fedrange.learning.training.DistributedSgd;
import org.fedrange.learning.training.FedAvg;
import org.fedrange.learning.training.Training;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnalyticReconstructionTest {
    private static final int WIDTH = 60;
    private static final Streams STREAMS = new Streams(7);
    private static final Mlp MLP = new Mlp(List.of(64));

    /** One hospital with so many drawn examples, what it sends in a round, and the attack on it. */
    private record Lab(Task task, FloatVector model, Examples truth, Examples side) {
        static Lab of(Model model, Training training, int examples) {
            Shape shape = new Shape(WIDTH, 4);
            Network network = model.network(shape, Numerics.PORTABLE);
            return new Lab(
                    new Task(model, shape, network, training), network.initial(STREAMS.of("initial")), drawn("truth", examples), drawn("side", 40));
        }

        private static Examples drawn(String purpose, int examples) {
            RandomGenerator stream = STREAMS.of(purpose);
            float[] features = new float[examples * WIDTH];
            for (int i = 0; i < features.length; i++) {
                features[i] = (float) Normal.draw(stream);
            }
            return new Examples(features, IntStream.range(0, examples).map(i -> i * 7 % 4).toArray(), WIDTH);
        }

        FloatVector sent(Training.Memory memory) {
            return (FloatVector) task.training().train(task.network(), model, truth, memory, STREAMS.of("train")).change();
        }

        Examples attacked(FloatVector sent) {
            Contribution seen = new Contribution(1, List.of(new NodeId(0, "North")), model, sent, truth.size());
            AnalyticReconstruction attack = new AnalyticReconstruction(1, 1);
            assertEquals(Optional.empty(), attack.unsuited(task));
            return attack.reconstruct(new View(task, List.of(seen)), seen, side, STREAMS.of("attack"));
        }

        Examples attacked() {
            return attacked(sent(task.training().fresh(task.network())));
        }

        /** Mean of a figure over the records. */
        double figure(Examples guesses, String name) {
            ReconstructionQuality quality = new ReconstructionQuality(Examples.joined(List.of(truth, side)), side, Optional.empty());
            return quality.of(truth, guesses).stream().mapToDouble(its -> its.getOrDefault(name, Double.NaN)).average().orElseThrow();
        }
    }

    private static DistributedSgd gradient(int batchSize) {
        return new DistributedSgd(batchSize, 0.1, 0.9, 0);
    }

    @Test
    void theWorkedExample() {
        // x = (2, 3), errors (0.1, -0.2): 0.1 (0.2, 0.3) + 0.2 (0.4, 0.6) = (0.1, 0.15), by 0.01 + 0.04.
        DoubleVector gradient = DoubleVector.of(0.2, 0.3, -0.4, -0.6, 0.1, -0.2);
        FirstLayer layer = FirstLayer.of(gradient, new Classifier.Layer(List.of(2, 2)), 10);
        assertArrayEquals(new double[] {2, 3}, layer.leastSquares(), 1e-12);
        assertArrayEquals(new double[] {2, 3}, layer.quotient(1), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void examplesOfABatchComeApartExactly(int batch) {
        Lab lab = Lab.of(MLP, gradient(batch), batch);
        Examples guesses = lab.attacked();
        assertEquals(batch, guesses.size());
        assertTrue(lab.figure(guesses, "mse") < 1e-6, () -> "mse " + lab.figure(guesses, "mse"));
        assertEquals(1, lab.figure(guesses, "closer"));
        assertTrue(lab.figure(guesses, "mseOfMean") > 0.05);
        // With the class of each, in the order of the guesses.
        for (int i = 0; i < batch; i++) {
            Examples guess = guesses.at(new int[] {i});
            int nearest = IntStream.range(0, batch).boxed().min(java.util.Comparator.comparingDouble(j -> apart(lab.truth().at(new int[] {j}), guess))).orElseThrow();
            assertEquals(lab.truth().labels()[nearest], guess.labels()[0]);
        }
    }

    private static double apart(Examples one, Examples other) {
        double sum = 0;
        for (int j = 0; j < WIDTH; j++) {
            sum += Math.pow(one.features()[j] - other.features()[j], 2);
        }
        return sum;
    }

    @Test
    void clippingAndLocalStepsDoNotHelp() {
        Lab lab = Lab.of(MLP, gradient(4), 4);
        Examples guesses = lab.attacked(lab.sent(lab.task().training().fresh(lab.task().network())).scaled(0.001));
        assertTrue(lab.figure(guesses, "mse") < 1e-5);
        Lab local = Lab.of(MLP, new FedAvg(3, 1, 0.01, 0, 0), 2);
        assertTrue(local.figure(local.attacked(), "mse") < 1e-3, () -> "mse " + local.figure(local.attacked(), "mse"));
    }

    @Test
    void leastSquaresOutlivesNoiseThatBreaksQuotients() {
        Lab lab = Lab.of(MLP, gradient(1), 1);
        FloatVector sent = lab.sent(lab.task().training().fresh(lab.task().network()));
        double deviation = 1e-3 * sent.norm();
        FloatVector noised = (FloatVector) Normal.noised(sent, deviation, STREAMS.of("noise"));
        FirstLayer layer = FirstLayer.of(noised, lab.task().layers().getFirst(), 256);
        double[] mean = new double[WIDTH];
        for (int unit = 0; unit < layer.units().length; unit++) {
            for (int j = 0; j < WIDTH; j++) {
                mean[j] += layer.quotient(unit)[j] / layer.units().length;
            }
        }
        double byQuotients = 0;
        for (int j = 0; j < WIDTH; j++) {
            byQuotients += Math.pow(mean[j] - lab.truth().features()[j], 2) / WIDTH;
        }
        double byLeastSquares = lab.figure(lab.attacked(noised), "mse");
        double quotients = byQuotients;
        assertTrue(byLeastSquares < 1e-3 && quotients > 100 * byLeastSquares, () -> byLeastSquares + " by least squares, " + quotients + " by quotients");
    }

    @Test
    void noiseOfStrongPrivacyLeavesNothing() {
        Lab lab = Lab.of(MLP, gradient(1), 1);
        FloatVector sent = lab.sent(lab.task().training().fresh(lab.task().network()));
        Examples guesses = lab.attacked((FloatVector) Normal.noised(sent, 10 * sent.norm(), STREAMS.of("noise")));
        assertTrue(lab.figure(guesses, "mse") > lab.figure(guesses, "mseOfMean"));
    }

    @Test
    void withoutReluABatchStaysMixed() {
        Lab lab = Lab.of(new Softmax(), gradient(4), 4);
        assertTrue(lab.figure(lab.attacked(), "mse") > 0.01);
        Lab one = Lab.of(new Softmax(), gradient(1), 1);
        assertTrue(one.figure(one.attacked(), "mse") < 1e-9);
    }

    @Test
    void theSameViewGivesTheSameBytes() {
        Lab lab = Lab.of(MLP, gradient(8), 8);
        assertArrayEquals(lab.attacked().features(), lab.attacked().features());
    }

    @Test
    void convolutionsAreRefused() {
        Shape shape = new Shape(784, 10, Optional.of(new org.fedrange.learning.data.Picture(1, 28, 28)));
        Lenet lenet = new Lenet(2);
        Task task = new Task(lenet, shape, lenet.network(shape, Numerics.PORTABLE), gradient(1));
        assertTrue(new AnalyticReconstruction(1, 1).unsuited(task).orElseThrow().contains("fully connected"));
    }

    @Test
    void momentumIsTakenOut() {
        // m_1 = 0.1, m_2 = 0.29, momentum 0.9: (0.29 - 0.09) / 0.1 = 2.
        Lab lab = Lab.of(new Softmax(), gradient(1), 1);
        List<NodeId> north = List.of(new NodeId(0, "North"));
        Contribution first = new Contribution(1, north, lab.model(), FloatVector.of(0.1f), 1);
        Contribution second = new Contribution(2, north, lab.model(), FloatVector.of(0.29f), 1);
        assertEquals(2, GradientEstimate.of(new View(lab.task(), List.of(first, second)), second).get(0), 1e-6);
        assertEquals(2.9, GradientEstimate.of(new View(lab.task(), List.of(second)), second).get(0), 1e-6);
    }

    @Test
    void localStepsAreAveraged() {
        // Two steps of rate 0.5 that lead to -3, from w = 4 with decay 0.25: 3 - 1 = 2.
        FedAvg training = new FedAvg(1, 1, 0.5, 0, 0.25);
        Lab lab = Lab.of(new Softmax(), training, 2);
        Contribution seen = new Contribution(1, List.of(new NodeId(0, "North")), FloatVector.of(4), FloatVector.of(-3), 2);
        assertEquals(2, GradientEstimate.of(new View(lab.task(), List.of(seen)), seen).get(0), 1e-6);
    }

    @Test
    void labelsAreCounted() {
        // The example of the documentation: 4 (1/3 + 0.417, 1/3 - 0.083, 1/3 - 0.333) = (3.0, 1.0, 0.0).
        assertArrayEquals(new int[] {3, 1, 0}, LabelInference.rounded(new double[] {0.7503, 0.2503, 0.0003}, 4));
        assertArrayEquals(new int[] {2, 1, 0}, LabelInference.rounded(new double[] {0.5, 0.4, 0.1}, 3));
        for (int batch : new int[] {1, 8, 32}) {
            Lab lab = Lab.of(MLP, gradient(batch), batch);
            Contribution seen = new Contribution(
                    1, List.of(new NodeId(0, "North")), lab.model(), lab.sent(lab.task().training().fresh(lab.task().network())), batch);
            int[] counts = new LabelInference(1, 1).counts(new View(lab.task(), List.of(seen)), seen, lab.side());
            int[] truth = new int[4];
            IntStream.of(lab.truth().labels()).forEach(label -> truth[label]++);
            int wrong = IntStream.range(0, 4).map(label -> Math.abs(counts[label] - truth[label])).sum() / 2;
            // Exact for small batches; in large ones the model's mean opinion of the batch is not quite that of the observer's examples.
            assertTrue(wrong <= batch / 16, () -> java.util.Arrays.toString(counts) + " for " + java.util.Arrays.toString(truth));
        }
    }

    @Test
    void qualityByHand() {
        // Truth (0, 1), guess (0.1, 1): mse 0.01 / 2. The other patient, at (0, 0.8), is 0.2 away; the guess 0.1. The mean of the side, (1, 0), is further.
        Examples truth = new Examples(new float[] {0, 1}, new int[1], 2);
        Examples side = new Examples(new float[] {1, 0}, new int[1], 2);
        Examples everybody = new Examples(new float[] {0, 1, 0, 0.8f, 1, 0}, new int[3], 2);
        Examples guesses = new Examples(new float[] {5, 5, 0.1f, 1}, new int[2], 2);
        SortedMap<String, Double> figures = new ReconstructionQuality(everybody, side, Optional.empty()).of(truth, guesses).getFirst();
        assertEquals(0.005, figures.getOrDefault("mse", Double.NaN), 1e-7);
        assertEquals(1, figures.getOrDefault("closer", Double.NaN));
        assertEquals(1, figures.getOrDefault("mseOfMean", Double.NaN), 1e-7);
        assertEquals(0, figures.getOrDefault("closerOfMean", Double.NaN));
        // Values of the features: {0, 1} and {0, 0.8, 1}; the guess 0.1 is taken to 0.
        assertEquals(1, figures.getOrDefault("exactCategories", Double.NaN));
        assertEquals(0, figures.getOrDefault("exactCategoriesOfMean", Double.NaN));
        // Nobody to guess: counts as the mean.
        Examples nothing = new Examples(new float[0], new int[0], 2);
        assertEquals(1, new ReconstructionQuality(everybody, side, Optional.empty()).of(truth, nothing).getFirst().getOrDefault("mse", Double.NaN), 1e-7);
    }

    @Test
    void picturesByHand() {
        org.fedrange.learning.data.Picture picture = new org.fedrange.learning.data.Picture(1, 3, 3);
        float[] black = new float[9];
        float[] white = new float[9];
        java.util.Arrays.fill(white, 1);
        assertEquals(1, StructuralSimilarity.of(white, 0, white, 0, picture, 1), 1e-12);
        assertEquals(0.0001 / 1.0001, StructuralSimilarity.of(black, 0, white, 0, picture, 1), 1e-12);
        // A guess off by 0.1 everywhere: mse 0.01, 20 dB.
        float[] grey = new float[9];
        java.util.Arrays.fill(grey, 0.1f);
        Examples truth = new Examples(black, new int[1], 9);
        Examples everybody = Examples.joined(List.of(truth, new Examples(white, new int[1], 9)));
        ReconstructionQuality quality = new ReconstructionQuality(everybody, everybody, Optional.of(picture));
        assertEquals(20, quality.of(truth, new Examples(grey, new int[1], 9)).getFirst().getOrDefault("psnr", Double.NaN), 1e-6);
        assertEquals(ReconstructionQuality.PERFECT, quality.of(truth, truth).getFirst().getOrDefault("psnr", Double.NaN));
    }
}
