package org.fedrange.attacks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.fedrange.learning.ParameterVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each attack against a case worked by hand, in both precisions. */
class ModelPoisoningTest {
    private static final double[][] NOBODY = {};
    private static final double[][] HONEST = {{1, 4}, {3, 0}, {5, -1}};

    private static void assertAll(Scene scene, List<double[]> crafted, double[]... expected) {
        assertEquals(expected.length, crafted.size());
        for (int i = 0; i < expected.length; i++) {
            assertArrayEquals(expected[i], crafted.get(i), scene.tolerance);
        }
    }

    @ParameterizedTest
    @EnumSource
    void signFlip(Scene scene) {
        // Each node's own update times -3.
        View view = scene.view(2, new double[][] {{1, -2}, {0.5, 4}}, NOBODY);
        assertAll(scene, scene.craft(new SignFlip(3), view), new double[] {-3, 6}, new double[] {-1.5, -12});
        assertArrayEquals(new double[] {1, -2}, view.own().getFirst().change().toDoubles(), "the input was written to");
    }

    @ParameterizedTest
    @EnumSource
    void signFlipWithoutData(Scene scene) {
        // Honest mean (9 / 3, 3 / 3) = (3, 1); the first node has an update of its own, the second has not.
        assertAll(scene, scene.craft(new SignFlip(2), scene.view(2, NOBODY, HONEST)), new double[] {-6, -2}, new double[] {-6, -2});
        View mixed = scene.view(2, new double[][] {{7, 7}}, HONEST);
        assertAll(scene, scene.craft(new SignFlip(2), mixed), new double[] {-14, -14}, new double[] {-6, -2});
        // No honest update in sight: the colluders' mean (1 + 2) / 2 = 1.5 for the third node.
        View colluders = scene.view(3, new double[][] {{1}, {2}}, NOBODY);
        assertAll(scene, scene.craft(new SignFlip(1), colluders), new double[] {-1}, new double[] {-2}, new double[] {-1.5});
    }

    @ParameterizedTest
    @EnumSource
    void innerProduct(Scene scene) {
        // mu = (3, 1), times -2; what the Byzantine nodes computed does not count.
        View view = scene.view(2, new double[][] {{100, 100}}, HONEST);
        assertAll(scene, scene.craft(new InnerProduct(2), view), new double[] {-6, -2}, new double[] {-6, -2});
    }

    @ParameterizedTest
    @EnumSource
    void littleIsEnough(Scene scene) {
        // mu = (3, 1); squared deviations (4 + 0 + 4) / 2 = 4 and (9 + 1 + 4) / 2 = 7: sd = (2, sqrt 7), times 1.5.
        View view = scene.view(1, NOBODY, HONEST);
        LittleIsEnough attack = new LittleIsEnough(Deviations.valueOf(1.5));
        assertAll(scene, scene.craft(attack, view), new double[] {6, 1 + 1.5 * Math.sqrt(7)});
        // A single honest update has no deviation.
        assertAll(scene, scene.craft(attack, scene.view(1, NOBODY, new double[][] {{5, 6}})), new double[] {5, 6});
    }

    @ParameterizedTest
    @EnumSource
    void littleIsEnoughAsInThePaper(Scene scene) {
        // n = 3 + 2 = 5, f = 2: s = floor(3.5) - 2 = 1, z = quantile((5 - 2 - 1) / (5 - 2)) = quantile(2/3) = 0.430727299295457.
        double z = 0.4307272992954576;
        List<double[]> crafted = scene.craft(new LittleIsEnough(Deviations.valueOf("paper")), scene.view(2, NOBODY, HONEST));
        double[] expected = {3 + 2 * z, 1 + z * Math.sqrt(7)};
        assertAll(scene, crafted, expected, expected);
    }

    @ParameterizedTest
    @EnumSource
    void gaussianIgnoresWhatHonestNodesSend(Scene scene) {
        Gaussian attack = new Gaussian(5, 2);
        List<double[]> one = scene.craft(attack, scene.view(2, new double[][] {{1, 4}}, HONEST));
        List<double[]> other = scene.craft(attack, scene.view(2, NOBODY, new double[][] {{9, 9}}));
        assertArrayEquals(one.toArray(), other.toArray());
        assertNotEquals(one.get(0)[0], one.get(1)[0], "both nodes drew the same");
        // The first draws of the stream, in order of nodes and coordinates.
        var stream = Scene.stream(1);
        for (double[] row : one) {
            for (double number : row) {
                assertEquals(5 + 2 * stream.nextGaussian(), number, scene.tolerance);
            }
        }
    }

    @Test
    void gaussianHasItsMeanAndDeviation() {
        View view = Scene.DOUBLE.view(1, new double[][] {new double[100_000]}, NOBODY);
        ParameterVector noise = new Gaussian(5, 2).craft(view, Scene.stream(3)).getFirst();
        double mean = Arrays.stream(noise.toDoubles()).average().orElseThrow();
        double square = Arrays.stream(noise.toDoubles()).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
        // Standard errors 2 / sqrt(100000) = 0.0063 and 4 sqrt(2 / 100000) = 0.018; five of those.
        assertEquals(5, mean, 0.032, "seed 3");
        assertEquals(4, square, 0.09, "seed 3");
        assertArrayEquals(new double[] {7}, Scene.DOUBLE.craft(new Gaussian(7, 0), Scene.DOUBLE.view(1, NOBODY, NOBODY)).getFirst());
    }

    @Test
    void whoSeesNothingSaysSo() {
        View nothing = Scene.SINGLE.view(1, NOBODY, NOBODY);
        for (ModelPoisoning attack : List.of(
                new SignFlip(1), new InnerProduct(1), new LittleIsEnough(Deviations.valueOf(1)))) {
            assertEquals(
                    "the adversary sees no update to start from",
                    assertThrows(IllegalArgumentException.class, () -> attack.craft(nothing, Scene.stream(1))).getMessage());
        }
    }
}
