package org.fedrange.attacks.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Normal;
import org.fedrange.learning.Numerics;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.model.Mlp;
import org.fedrange.learning.model.Network;
import org.fedrange.learning.model.Softmax;
import org.fedrange.learning.training.DistributedSgd;
import org.fedrange.learning.training.FedAvg;
import org.junit.jupiter.api.Test;

class MembershipTest {
    private static final int WIDTH = 20;
    private static final int MEMBERS = 60;
    private static final ShadowTraining SHADOWS = new ShadowTraining(2, 150, Workers.one());

    /** A model trained on noise labelled by chance, which it can only learn by heart; and as many others. */
    private record Lab(View view, Examples candidates, Examples side) {
        static Lab of(long seed, int rounds) {
            Streams streams = new Streams(seed);
            Shape shape = new Shape(WIDTH, 2);
            Mlp model = new Mlp(List.of(16));
            Network network = model.network(shape, Numerics.PORTABLE);
            Task task = new Task(model, shape, network, new DistributedSgd(32, 0.5, 0, 0));
            Examples members = drawn(streams.of("members"), MEMBERS);
            FloatVector initial = network.initial(streams.of("initial"));
            TreeMap<Integer, FloatVector> released = new TreeMap<>();
            released.put(0, initial);
            for (int round = 1; round <= rounds; round += 30) {
                released.put(round, new ShadowTraining(2, round, Workers.one()).train(task, initial, members, streams.of("federation")));
            }
            Examples candidates = Examples.joined(List.of(members, drawn(streams.of("others"), MEMBERS)));
            return new Lab(new View(task, List.of(), released), candidates, drawn(streams.of("side"), MEMBERS));
        }

        private static Examples drawn(RandomGenerator stream, int size) {
            float[] features = new float[size * WIDTH];
            for (int i = 0; i < features.length; i++) {
                features[i] = (float) Normal.draw(stream);
            }
            return new Examples(features, IntStream.range(0, size).map(i -> stream.nextInt(2)).toArray(), WIDTH);
        }

        RocCurve roc(Membership attack) {
            double[] scores = attack.scores(view, candidates, side, SHADOWS, new Streams(99));
            return new RocCurve(Arrays.copyOf(scores, MEMBERS), Arrays.copyOfRange(scores, MEMBERS, 2 * MEMBERS));
        }
    }

    private static final List<Membership> ALL = List.of(
            new LossThreshold(), new DifficultyCalibration(8), new Lira(16, true, true), new Lira(16, false, true), new Rmia(8, 0.3, 1), new GradientAlignment());

    @Test
    void whoWasLearnedByHeartIsFound() {
        Lab lab = Lab.of(1, 151);
        for (Membership attack : ALL) {
            double area = lab.roc(attack).area();
            assertTrue(area > 0.7, () -> attack + ": " + area);
        }
    }

    @Test
    void anUntrainedModelTellsNothing() {
        // Four seeds; the deviation of the area under chance is 0.053 for 60 against 60, of the mean 0.027.
        for (Membership attack : List.of(new LossThreshold(), new DifficultyCalibration(4), new Lira(4, true, true), new Rmia(4, 0.3, 1))) {
            double mean = IntStream.rangeClosed(1, 4).mapToDouble(seed -> {
                Lab lab = Lab.of(seed, 0);
                return lab.roc(attack).area();
            }).average().orElseThrow();
            assertEquals(0.5, mean, 0.1, attack.toString());
        }
    }

    @Test
    void likelihoodRatiosFindMoreThanTheLossAtFewFalseAlarms() {
        int lira = 0;
        int loss = 0;
        for (long seed = 1; seed <= 3; seed++) {
            Lab lab = Lab.of(seed, 61);
            lira += lab.roc(new Lira(32, true, true)).found(0.05);
            loss += lab.roc(new LossThreshold()).found(0.05);
        }
        int byLira = lira;
        int byLoss = loss;
        assertTrue(lira > loss, () -> byLira + " by LiRA, " + byLoss + " by loss, of " + 3 * MEMBERS);
    }

    @Test
    void ratiosByHand() {
        // In (1, 3): mean 2, variance 1; out (-1, 1): mean 0, variance 1. f = 2: 0 + 2^2 / 2 = 2; f = 1: -1/2 + 1/2 = 0. Offline 2 and 1.
        double[][] in = {{1, 3}, {1, 3}};
        double[][] out = {{-1, 1}, {-1, 1}};
        assertArrayEquals(new double[] {2, 0}, new Lira(4, true, true).scores(new double[] {2, 1}, in, out), 1e-5);
        assertArrayEquals(new double[] {2, 1}, new Lira(4, false, false).scores(new double[] {2, 1}, in, out), 1e-5);
        Rmia rmia = new Rmia(2, 0.3, 1);
        assertEquals(0.675, rmia.reference(0.5), 1e-12);
        assertEquals((3 + 4 / 7.0) / 5, rmia.score(0.9 / 0.675, new double[] {1, 1.2, 1.4, 1}), 1e-12);
        // Of two that outdo everybody the one with the larger ratio scores higher, and neither as high as one more outdone would bring.
        double[] population = {1, 0.5};
        assertTrue(rmia.score(1.2, population) < rmia.score(1.3, population) && rmia.score(1000, population) < 1);
        assertEquals(1, GradientAlignment.cosine(FloatVector.of(1, 0), FloatVector.of(2, 0)), 1e-12);
        assertEquals(0, GradientAlignment.cosine(FloatVector.of(0, 1), FloatVector.of(2, 0)), 1e-12);
    }

    @Test
    void eachRecordIsInHalfOfTheShadows() {
        Lab lab = Lab.of(1, 0);
        Shadows shadows = Shadows.of(lab.view(), lab.candidates(), lab.side(), 6, new ShadowTraining(2, 1, Workers.one()), new Streams(3));
        for (int row = 0; row < 3 * MEMBERS; row++) {
            int at = row;
            assertEquals(3, Arrays.stream(shadows.in()).filter(in -> in[at]).count());
        }
        assertThrows(IllegalArgumentException.class, () -> new Lira(7, true, true));
    }

    @Test
    void theOrderOfWorkChangesNothing() {
        Workers backwards = new Workers() {
            @Override
            public <T> List<T> results(int count, IntFunction<T> piece) {
                return IntStream.range(0, count).map(i -> count - 1 - i).mapToObj(piece).toList().reversed();
            }
        };
        Lab lab = Lab.of(1, 31);
        Lira attack = new Lira(4, true, true);
        assertArrayEquals(
                attack.scores(lab.view(), lab.candidates(), lab.side(), new ShadowTraining(2, 20, Workers.one()), new Streams(5)),
                attack.scores(lab.view(), lab.candidates(), lab.side(), new ShadowTraining(2, 20, backwards), new Streams(5)));
    }

    @Test
    void curveByHand() {
        RocCurve roc = new RocCurve(new double[] {1, 3, 2}, new double[] {0, 2.5});
        assertEquals(1 / 3.0, roc.truePositives(0), 1e-12);
        assertEquals(1, roc.truePositives(0.5), 1e-12);
        assertEquals(4 / 6.0, roc.area(), 1e-12);
        assertEquals(0.5, roc.advantage(), 1e-12);
        // All equal: no threshold tells anybody apart.
        RocCurve ties = new RocCurve(new double[] {1, 1}, new double[] {1, 1});
        assertEquals(0.5, ties.area(), 1e-12);
        assertEquals(0, ties.truePositives(0.5), 1e-12);
        assertEquals(0, ties.advantage(), 1e-12);
        // Scores that are no numbers find nobody.
        assertEquals(0, new RocCurve(new double[] {Double.NaN}, new double[] {0}).truePositives(0), 1e-12);
    }

    @Test
    void whatEpsilonAllows() {
        assertEquals(0.02718, RocCurve.most(1, 0, 0.01), 1e-5);
        assertEquals(0.01, RocCurve.most(0, 0, 0.01), 1e-12);
        assertEquals(0.011, RocCurve.most(0, 0.001, 0.01), 1e-12);
        // Near FPR 1/2 the other side binds: 1 - e^-1 (1 - 0.5) = 0.816 < e/2.
        assertEquals(0.81606, RocCurve.most(1, 0, 0.5), 1e-5);
    }

    /** The worked example of the javadoc: a softmax of one feature, its parameters the two weights and then the two biases, here with the bias's part. */
    @Test
    void aRecordIsUnlearnedUntilItsLossIsHighEnough() {
        Shape shape = new Shape(1, 2);
        Softmax model = new Softmax();
        Network network = model.network(shape, Numerics.PORTABLE);
        Examples one = new Examples(new float[] {1}, new int[] {0}, 1);
        GradientAscent attack = new GradientAscent(5, 2, 1, 0.7);
        // Gradient at zero (-1/2, 1/2, -1/2, 1/2), of length 1: a step of 0.7 gives -0.35, 0.35 for weight and bias, so logits -0.7 and 0.7, loss ln(1 + e^1.4) = 1.62.
        FloatVector raised = attack.raised(network, FloatVector.zeros(4), one);
        assertArrayEquals(new float[] {-0.35f, 0.35f, -0.35f, 0.35f}, raised.array(), 1e-6f);
        assertEquals(StrictMath.log1p(StrictMath.exp(1.4)), network.gradient(raised, one, new int[] {0}).loss(), 1e-6);
        // Where the loss is high enough already, nothing is changed.
        assertEquals(raised, attack.raised(network, raised, one));
        // Of two updates in the first candidate's round, (1, -1, 1, -1) goes where the record's gradient sends it, and (1, 1, 1, 1) at right angles to it;
        // in the round of the second, a record like the first, one goes the other way.
        Task task = new Task(model, shape, network, new FedAvg(1, 1, 0.1, 0, 0));
        View view = new View(task, List.of(
                new Contribution(5, List.of(new NodeId(0, "one")), raised, FloatVector.of(1, -1, 1, -1), 1), new Contribution(5, List.of(new NodeId(1, "two")), raised, FloatVector.of(1, 1, 1, 1), 1),
                new Contribution(6, List.of(new NodeId(0, "one")), raised, FloatVector.of(-1, 1, -1, 1), 1)));
        double[] scores = attack.scores(view, Examples.joined(List.of(one, one)), one, SHADOWS, new Streams(1));
        assertArrayEquals(new double[] {1, -1}, scores, 1e-6);
        // A round from which nothing came back tells nothing.
        assertEquals(0, attack.scores(new View(task, List.of()), one, one, SHADOWS, new Streams(1))[0]);
        assertTrue(attack.crafts(5) && attack.crafts(6) && !attack.crafts(4) && !attack.crafts(7));
    }
}
