package org.fedrange.attacks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fedrange.aggregation.State;
import org.fedrange.aggregation.Update;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.training.DistributedSgd;
import org.fedrange.learning.training.FedAvg;
import org.fedrange.learning.training.Training;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks that remember: by hand, over several rounds. */
class RememberingPoisoningTest {
    private static final Training AVERAGING = new FedAvg(1, 32, 0.1, 0, 0);
    private static final Training GRADIENTS = new DistributedSgd(32, 0.5, 0.9, 0);

    private static View received(Scene scene, int round, double... model) {
        return new View(round, scene.vector(model), List.of(Scene.node(0), Scene.node(1)), List.of(), List.of(), Optional.empty());
    }

    private static View hearing(Scene scene, int round, List<Update> honest) {
        return new View(round, scene.vector(new double[honest.getFirst().change().size()]), List.of(Scene.node(0)), List.of(), honest, Optional.empty());
    }

    @ParameterizedTest
    @EnumSource
    void aFreeRiderRepeatsTheModelsLastStep(Scene scene) {
        // The model goes from (0, 0) to (3, 4): under averaging everybody sent (3, 4), under SGD with rate 0.5 the gradient (-6, -8).
        for (Training training : List.of(AVERAGING, GRADIENTS)) {
            FreeRider rider = new FreeRider(Disguise.REPLAY);
            var first = rider.craft(received(scene, 1, 0, 0), rider.fresh(training), Scene.stream(1));
            assertArrayEquals(new double[2], first.vectors().getFirst().toDoubles(), 0);
            var second = rider.craft(received(scene, 2, 3, 4), first.memory(), Scene.stream(2));
            double[] expected = training.equals(AVERAGING) ? new double[] {3, 4} : new double[] {-6, -8};
            assertEquals(2, second.vectors().size());
            second.vectors().forEach(sent -> assertArrayEquals(expected, sent.toDoubles(), scene.tolerance));
            // From (3, 4) to (4, 4) it is another step, from the model received last.
            var third = rider.craft(received(scene, 3, 4, 4), second.memory(), Scene.stream(3));
            assertEquals(training.equals(AVERAGING) ? 1 : -2, third.vectors().getFirst().get(0), scene.tolerance);
        }
    }

    @Test
    void weightDecayIsNoWorkOfTheNodes() {
        // w = 2 becomes 2 (1 - 0.5 x 0.1) - 0.5 a = 1 where a = (1.9 - 1) / 0.5 = 1.8.
        assertEquals(1.8, new DistributedSgd(32, 0.5, 0.9, 0.1).explaining(Scene.DOUBLE.vector(2), Scene.DOUBLE.vector(1)).get(0), 1e-12);
    }

    @Test
    void itsNoiseIsAsLongAsTheStepAndAnothersIsDifferent() {
        int size = 10_000;
        double[] ones = new double[size];
        Arrays.fill(ones, 0.5);
        FreeRider rider = new FreeRider(Disguise.NOISE);
        var first = rider.craft(received(Scene.DOUBLE, 1, new double[size]), rider.fresh(AVERAGING), Scene.stream(1));
        var second = rider.craft(received(Scene.DOUBLE, 2, ones), first.memory(), Scene.stream(4));
        double[] noise = second.vectors().getFirst().toDoubles();
        // Deviation 0.5: mean 0 and mean square 0.25, each within five standard errors of 10,000 draws.
        assertEquals(0, Arrays.stream(noise).average().orElseThrow(), 5 * 0.5 / 100, "seed 4");
        assertEquals(0.25, Arrays.stream(noise).map(x -> x * x).average().orElseThrow(), 5 * 0.25 * Math.sqrt(2) / 100, "seed 4");
        assertNotEquals(noise[0], second.vectors().getLast().get(0));
        // Undisguised it sends that nothing changes, whatever it saw.
        assertEquals(0, new FreeRider(Disguise.NONE).craft(received(Scene.DOUBLE, 2, ones), first.memory(), Scene.stream(1)).vectors().getFirst().norm());
    }

    @ParameterizedTest
    @EnumSource
    void afterAWarmUpOfOneRoundTheOneThatStandsOutIsRepeated(Scene scene) {
        // Node 12 lies farthest out along the direction in which they differ, which is the first coordinate.
        List<Update> first = scene.updates(10, new double[] {1, 0.1}, new double[] {2, -0.1}, new double[] {7, 0});
        Mimic mimic = new Mimic(0, 1);
        var warm = mimic.craft(hearing(scene, 1, first), State.NONE, Scene.stream(1));
        assertArrayEquals(first.getFirst().change().toDoubles(), warm.vectors().getFirst().toDoubles(), 0, "until then the victim given");
        List<Update> later = scene.updates(10, new double[] {9, 9}, new double[] {0, 0}, new double[] {0.5, 1});
        var second = mimic.craft(hearing(scene, 2, later), warm.memory(), Scene.stream(2));
        assertArrayEquals(later.getLast().change().toDoubles(), second.vectors().getFirst().toDoubles(), 0, "who stood out then, not who does now");
        // Where it stays silent, the best of the others: node 11 with 2 against 1.
        var third = mimic.craft(hearing(scene, 3, later.subList(0, 2)), second.memory(), Scene.stream(3));
        assertArrayEquals(later.get(1).change().toDoubles(), third.vectors().getFirst().toDoubles(), 0);
        // Without a warm-up nothing is learnt.
        assertEquals(State.NONE, new Mimic(0, 0).craft(hearing(scene, 1, first), State.NONE, Scene.stream(1)).memory());
    }

    /** Ten rounds of noise along all of 50 coordinates, and one node that always differs from the others along one of them. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theWarmUpFindsTheNodeThatAlwaysDiffers(long seed) {
        var noise = Scene.stream(seed);
        Mimic mimic = new Mimic(0, 10);
        State memory = State.NONE;
        List<Update> heard = List.of();
        for (int round = 1; round <= 11; round++) {
            double[][] rows = new double[8][50];
            for (int i = 0; i < rows.length; i++) {
                Arrays.setAll(rows[i], k -> noise.nextGaussian());
            }
            rows[5][17] += 10;
            heard = Scene.SINGLE.updates(10, rows);
            var crafted = mimic.craft(hearing(Scene.SINGLE, round, heard), memory, Scene.stream(round));
            memory = crafted.memory();
            ParameterVector repeated = crafted.vectors().getFirst();
            assertTrue(repeated.equals(heard.get(round <= 10 ? 0 : 5).change()), "seed " + seed + ", round " + round);
        }
    }
}
