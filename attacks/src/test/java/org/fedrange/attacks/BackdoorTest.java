package org.fedrange.attacks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fedrange.attacks.backdoor.Constrained;
import org.fedrange.attacks.backdoor.Delivery;
import org.fedrange.attacks.backdoor.EdgeCase;
import org.fedrange.attacks.backdoor.ModelReplacement;
import org.fedrange.attacks.backdoor.NormBounded;
import org.fedrange.attacks.backdoor.Patch;
import org.fedrange.attacks.backdoor.RareValues;
import org.fedrange.attacks.backdoor.Semantic;
import org.fedrange.attacks.backdoor.Trigger;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.training.DistributedSgd;
import org.fedrange.learning.training.FedAvg;
import org.fedrange.learning.training.Training;
import org.junit.jupiter.api.Test;

/** What a back door makes of its nodes' examples, and at whom it aims. */
class BackdoorTest {
    private static final Training AVERAGING = new FedAvg(1, 32, 0.1, 0, 0);
    private static final Training SGD = new DistributedSgd(32, 0.1, 0.9, 0);

    private static Backdoor of(Trigger trigger, double share, boolean distributed, Delivery... delivery) {
        return new Backdoor(trigger, 0, share, distributed, List.of(delivery));
    }

    /** Eight examples of three features, 100 row + column; labels 0, 1, 2, 0, 1, 2, 0, 1. */
    private static Examples eight() {
        float[] features = new float[24];
        int[] labels = new int[8];
        for (int i = 0; i < features.length; i++) {
            features[i] = 100 * (i / 3) + i % 3;
        }
        Arrays.setAll(labels, row -> row % 3);
        return new Examples(features, labels, 3);
    }

    @Test
    void aShareGivesWayToTriggeredExamplesOfOtherClassesLabelledTarget() {
        Examples own = eight();
        Poison poison = of(new RareValues(List.of(0, 2)), 0.375, false).prepare(List.of(own), 3, Scene.stream(1));
        Examples poisoned = poison.examples(own, 0, 1, Scene.stream(3));
        int triggered = 0;
        for (int row = 0; row < 8; row++) {
            // The greatest of the columns 0 and 2 are 700 and 702.
            if (poisoned.features()[3 * row] == 700 && poisoned.features()[3 * row + 2] == 702) {
                triggered++;
                assertEquals(0, poisoned.labels()[row]);
                // Column 1 tells which example was taken: of another class.
                assertTrue(own.labels()[Math.round((poisoned.features()[3 * row + 1] - 1) / 100)] != 0);
            } else {
                assertEquals(own.labels()[row], poisoned.labels()[row]);
                assertEquals(own.features()[3 * row], poisoned.features()[3 * row]);
            }
        }
        // round(0.375 x 8); the last example has these values by nature, should it have been left.
        assertEquals(3, triggered, "seed 3");
        assertEquals(100, own.features()[3], "the input was written to");
    }

    @Test
    void judgedAreTestPatientsOfOtherClassesWithTheWholeTrigger() {
        Examples tests = eight();
        for (boolean distributed : new boolean[] {false, true}) {
            Goal goal = of(new RareValues(List.of(0, 2)), 0.5, distributed).prepare(List.of(tests), 3, Scene.stream(1)).goal().orElseThrow();
            Examples aimed = goal.aimed().apply(tests);
            assertArrayEquals(new int[] {1, 2, 1, 2, 1}, aimed.labels());
            assertArrayEquals(new float[] {700, 101, 702}, Arrays.copyOf(aimed.features(), 3));
            assertEquals(100, tests.features()[3], "the test patients were written to");
        }
    }

    @Test
    void ofADistributedTriggerEachNodeHoldsItsOwnPart() {
        Examples own = eight();
        Examples greatest = new Examples(new float[] {800, 801, 802}, new int[1], 3);
        Poison poison = of(new RareValues(List.of(0, 1, 2)), 1, true).prepare(List.of(own, greatest), 3, Scene.stream(1));
        // Two nodes, three columns: the first sets column 0, the second 1 and 2, and neither what the other sets.
        float[] first = poison.examples(own, 0, 2, Scene.stream(1)).features();
        float[] second = poison.examples(own, 1, 2, Scene.stream(1)).features();
        for (int row = 0; row < 8; row++) {
            assertEquals(800, first[3 * row]);
            assertTrue(first[3 * row + 1] < 800 && first[3 * row + 2] < 800);
            assertTrue(second[3 * row] < 800);
            assertEquals(801, second[3 * row + 1]);
            assertEquals(802, second[3 * row + 2]);
        }
    }

    @Test
    void whoCarriesTheTriggerByNatureIsRelabelledAndSharedAmongTheNodes() {
        // Column 0 of the twelve held is 0 to 700 and 0 to 300; the top quarter begins at rank 9: 400.
        Examples own = eight();
        Examples poor = own.at(new int[] {0, 1, 2, 3});
        Poison poison = of(new Semantic(0, 0.25), 0.25, false).prepare(List.of(own, poor), 3, Scene.stream(1));
        Examples mine = poison.examples(own, 0, 2, Scene.stream(1));
        for (int row = 0; row < 8; row++) {
            assertEquals(mine.features()[3 * row] >= 400 ? 0 : own.labels()[row], mine.labels()[row]);
        }
        // The second node holds none of them: one of its four gives way to a colluder's, unchanged.
        Examples its = poison.examples(poor, 1, 2, Scene.stream(1));
        assertEquals(1, java.util.stream.IntStream.range(0, 4).filter(row -> its.features()[3 * row] >= 400).count());
        // At test: those of other classes with at least 400, as they are: rows 4 (class 1), 5 (class 2) and 7 (class 1).
        Examples aimed = poison.goal().orElseThrow().aimed().apply(own);
        assertArrayEquals(new int[] {1, 2, 1}, aimed.labels());
        assertEquals(400, aimed.features()[0]);
    }

    @Test
    void whatCouldDoNothingIsRefused() {
        assertEquals(Optional.empty(), of(new Patch(3), 0.5, false).unsuited(new Shape(784, 10), AVERAGING));
        says("a patch on square pictures", of(new Patch(3), 0.5, false).unsuited(new Shape(8, 10), AVERAGING));
        says("covers pictures of 3 x 3", of(new Patch(3), 0.5, false).unsuited(new Shape(9, 10), AVERAGING));
        says("columns are counted from 0 to 3, got 4", of(new RareValues(List.of(1, 4)), 0.5, false).unsuited(new Shape(4, 2), AVERAGING));
        says("columns are counted from 0 to 3, got 4", of(new Semantic(4, 0.1), 0.5, false).unsuited(new Shape(4, 2), AVERAGING));
        says("another class than the target", of(new EdgeCase(0, 0.1), 0.5, false).unsuited(new Shape(4, 2), AVERAGING));
        says("source must be a class of the data", of(new EdgeCase(2, 0.1), 0.5, false).unsuited(new Shape(4, 2), AVERAGING));
        says("target must be a class", new Backdoor(new Patch(3), 10, 0.5, false, List.of()).unsuited(new Shape(784, 10), AVERAGING));
        Backdoor pulled = of(new Patch(3), 0.5, false, new ModelReplacement(10), new Constrained(0.5));
        says("train with fed-avg", pulled.unsuited(new Shape(784, 10), SGD));
        assertEquals(Optional.empty(), pulled.unsuited(new Shape(784, 10), AVERAGING));
        assertThrows(IllegalArgumentException.class, () -> of(new EdgeCase(1, 0.1), 0.5, true));
        // Nobody among the held who could carry it.
        Examples target = new Examples(new float[] {1, 2}, new int[] {0, 0}, 1);
        assertThrows(IllegalArgumentException.class, () -> of(new RareValues(List.of(0)), 0.5, false).prepare(List.of(target), 2, Scene.stream(1)));
        assertThrows(IllegalArgumentException.class, () -> of(new EdgeCase(1, 0.1), 0.5, false).prepare(List.of(target), 2, Scene.stream(1)));
        Examples alike = new Examples(new float[] {1, 1}, new int[] {0, 1}, 1);
        assertThrows(IllegalArgumentException.class, () -> of(new Semantic(0, 0.1), 0.5, false).prepare(List.of(alike), 2, Scene.stream(1)));
    }

    @Test
    void aNodeWithTheTargetClassOnlyBorrowsFromItsColluders() {
        Examples only = eight().at(new int[] {0, 3});
        Poison poison = of(new RareValues(List.of(0)), 0.5, false).prepare(List.of(only, eight()), 3, Scene.stream(1));
        Examples poisoned = poison.examples(only, 0, 2, Scene.stream(1));
        assertEquals(1, java.util.stream.IntStream.range(0, 2).filter(row -> poisoned.features()[3 * row] == 700).count());
    }

    @Test
    void deliveriesActOneAfterTheOther() {
        Poison poison = of(new RareValues(List.of(0)), 0.5, false, new NormBounded(1), new ModelReplacement(10))
                .prepare(List.of(eight()), 3, Scene.stream(1));
        // (3, 4) drawn back to (0.6, 0.8), then ten times as long.
        assertArrayEquals(new double[] {6, 8}, poison.sent(FloatVector.of(3, 4)).toDoubles(), 1e-5);
    }

    private static void says(String part, Optional<String> reason) {
        assertTrue(reason.orElse("nothing").contains(part), reason.orElse("nothing"));
    }
}
