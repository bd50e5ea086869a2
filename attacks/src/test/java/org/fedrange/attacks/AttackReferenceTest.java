package org.fedrange.attacks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.aggregation.Update;
import org.fedrange.learning.Streams;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each attack against its formula, written out one number at a time, on random updates. */
class AttackReferenceTest {
    private static final long[] SEEDS = {31, 32, 33};
    private static final int[][] SIZES = {{2, 1}, {5, 3}, {13, 1031}, {8, 513}};
    private static final int BYZANTINE = 3;

    private static double[][] random(long seed, String what, int rows, int columns) {
        RandomGenerator stream = new Streams(seed).of(what);
        double[][] result = new double[rows][columns];
        for (double[] row : result) {
            for (int k = 0; k < columns; k++) {
                // What single precision holds, so that both precisions get the same numbers.
                row[k] = (float) (0.5 + 3 * stream.nextGaussian());
            }
        }
        return result;
    }

    private static double mean(double[][] rows, int k) {
        double sum = 0;
        for (double[] row : rows) {
            sum += row[k];
        }
        return sum / rows.length;
    }

    private static double deviation(double[][] rows, int k) {
        double squares = 0;
        for (double[] row : rows) {
            squares += Math.pow(row[k] - mean(rows, k), 2);
        }
        return Math.sqrt(squares / (rows.length - 1));
    }

    /** What the formula gives for a node and a coordinate. */
    @FunctionalInterface
    private interface Formula {
        double of(double[][] own, double[][] honest, int node, int k);
    }

    private static void compare(Scene scene, ModelPoisoning attack, Formula formula) {
        for (long seed : SEEDS) {
            for (int[] size : SIZES) {
                String where = attack + " " + scene + " seed " + seed + " size " + size[0] + " x " + size[1];
                double[][] own = random(seed, "own", BYZANTINE, size[1]);
                double[][] honest = random(seed, "honest", size[0], size[1]);
                View view = scene.view(BYZANTINE, own, honest);
                List<double[]> crafted = scene.craft(attack, view);
                assertEquals(BYZANTINE, crafted.size(), where);
                for (int node = 0; node < BYZANTINE; node++) {
                    for (int k = 0; k < size[1]; k++) {
                        double expected = formula.of(own, honest, node, k);
                        double limit = scene.tolerance * Math.max(1, Math.abs(expected));
                        assertEquals(expected, crafted.get(node)[k], limit, where + ", node " + node + ", coordinate " + k);
                    }
                }
                assertUntouched(own, view.own(), where);
                assertUntouched(honest, view.honest(), where);
                assertArrayEquals(new double[size[1]], view.model().toDoubles(), where);
            }
        }
    }

    private static void assertUntouched(double[][] before, List<Update> updates, String where) {
        for (int i = 0; i < before.length; i++) {
            assertArrayEquals(before[i], updates.get(i).change().toDoubles(), where + " wrote to update " + i);
        }
    }

    @ParameterizedTest
    @EnumSource
    void signFlip(Scene scene) {
        compare(scene, new SignFlip(2.5), (own, honest, node, k) -> -2.5 * own[node][k]);
    }

    @ParameterizedTest
    @EnumSource
    void innerProduct(Scene scene) {
        compare(scene, new InnerProduct(0.7), (own, honest, node, k) -> -0.7 * mean(honest, k));
    }

    @ParameterizedTest
    @EnumSource
    void littleIsEnough(Scene scene) {
        for (double z : new double[] {1.5, -0.5, 0}) {
            compare(
                    scene, new LittleIsEnough(Deviations.valueOf(z)),
                    (own, honest, node, k) -> mean(honest, k) + z * deviation(honest, k));
        }
    }

    @ParameterizedTest
    @EnumSource
    void littleIsEnoughOfSixNodesMovesBackwards(Scene scene) {
        // n = 6, f = 1: s = floor(6/2 + 1) - 1 = 3, z = quantile((6 - 1 - 3) / (6 - 1)) = quantile(0.4) = -0.25335.
        Deviations paper = Deviations.valueOf("paper");
        double z = -0.2533471031357997;
        assertEquals(z, paper.among(6, 1), 1e-12);
        // 1, 2, 3, 4, 5: mean 3, squared deviations 4 + 1 + 0 + 1 + 4 = 10 over 4, sd = sqrt 2.5; sent is 3 - 0.40058 = 2.59942.
        View view = scene.view(1, new double[][] {{100}}, new double[][] {{1}, {2}, {3}, {4}, {5}});
        double sent = scene.craft(new LittleIsEnough(paper), view).getFirst()[0];
        assertEquals(3 + z * Math.sqrt(2.5), sent, scene.tolerance);
        assertEquals(2.59942, sent, 1e-5);
    }
}
