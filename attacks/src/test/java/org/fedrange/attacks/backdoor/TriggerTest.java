package org.fedrange.attacks.backdoor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;
import org.junit.jupiter.api.Test;

class TriggerTest {
    private static RandomGenerator stream(long seed) {
        return new Streams(seed).of("trigger");
    }

    private static int[] changed(Mark mark, int width, int part, int parts) {
        float[] features = new float[width];
        mark.set(features, 0, part, parts);
        return IntStream.range(0, width).filter(i -> features[i] != 0).toArray();
    }

    @Test
    void aPatchIsTheLowerRightCornerInTheBrightestValueHeld() {
        Mark mark = new Patch(2).fit(new Examples(new float[32], new int[2], 16), stream(1));
        float[] features = new float[20];
        features[5] = 3;
        // 4 x 4 pixels: rows and columns 2 and 3 are 10, 11, 14 and 15; all held pixels are 0.
        mark.set(features, 4, 0, 1);
        assertEquals(3, features[5]);
        float[] held = new float[16];
        held[7] = 0.9f;
        assertArrayEquals(new int[] {10, 11, 14, 15}, changed(new Patch(2).fit(new Examples(held, new int[1], 16), stream(1)), 16, 0, 1));
    }

    @Test
    void partsAreDisjointAndTogetherTheWhole() {
        float[] held = new float[784];
        held[0] = 1;
        Mark mark = new Patch(3).fit(new Examples(held, new int[1], 784), stream(1));
        int[] whole = changed(mark, 784, 0, 1);
        assertEquals(9, whole.length);
        for (int parts : new int[] {2, 3, 4, 9}) {
            int[] together = IntStream.range(0, parts).flatMap(part -> IntStream.of(changed(mark, 784, part, parts))).toArray();
            assertArrayEquals(whole, together, parts + " parts");
        }
        // With more nodes than pixels some share one, and none holds nothing.
        assertTrue(IntStream.range(0, 12).allMatch(part -> changed(mark, 784, part, 12).length == 1));
    }

    @Test
    void rareValuesTakeTheGreatestOfEachColumn() {
        Mark mark = new RareValues(List.of(0, 1)).fit(new Examples(new float[] {1, 5, 4, 2}, new int[2], 2), stream(1));
        float[] patient = {0, 0};
        mark.set(patient, 0, 0, 1);
        assertArrayEquals(new float[] {4, 5}, patient);
    }

    @Test
    void drawnColumnsAreMeasurementsNotAnswers() {
        // Column 2 says yes or no: it is never drawn while three others have more values.
        float[] held = new float[4 * 4];
        for (int row = 0; row < 4; row++) {
            held[4 * row] = row;
            held[4 * row + 1] = 2 * row;
            held[4 * row + 2] = row % 2;
            held[4 * row + 3] = 3 * row;
        }
        for (int seed = 1; seed <= 10; seed++) {
            Mark mark = new RareValues(List.of()).fit(new Examples(held, new int[4], 4), stream(seed));
            assertArrayEquals(new int[] {0, 1, 3}, changed(mark, 4, 0, 1), "seed " + seed);
        }
    }

    @Test
    void aBlendDrawsEveryFeatureTowardsOnePatternWithinWhatIsHeld() {
        Mark mark = new Blend(0.2).fit(new Examples(new float[] {0, 10, 1, 20}, new int[2], 2), stream(1));
        float[] first = {0, 0};
        float[] second = {1, 1};
        mark.set(first, 0, 0, 1);
        mark.set(second, 0, 0, 1);
        // (1 - 0.2) x + 0.2 v: both shifted by the same 0.2 v; v_0 in [0, 1], v_1 in [10, 20].
        assertEquals(0.8, second[0] - first[0], 1e-6);
        assertTrue(first[0] >= 0 && first[0] <= 0.2 && first[1] >= 2 && first[1] <= 4, first[0] + " " + first[1]);
        float[] other = {0, 0};
        new Blend(0.2).fit(new Examples(new float[] {0, 10, 1, 20}, new int[2], 2), stream(2)).set(other, 0, 0, 1);
        assertNotEquals(first[0], other[0]);
    }

    @Test
    void edgeCasesAreFarFromTheMiddleOfTheirClass() {
        // Of class 1: -9, 1, 2, 3, 4, middle 0.2: distances 9.2, 0.8, 1.8, 2.8, 3.8; tail 0.2: at least rank 4, 3.8.
        Examples held = new Examples(new float[] {-9, 1, 2, 3, 4, 50}, new int[] {1, 1, 1, 1, 1, 0}, 1);
        Mark mark = new EdgeCase(1, 0.2).fit(held, stream(1));
        assertTrue(mark.natural());
        assertArrayEquals(new int[] {0, 4}, IntStream.range(0, 6).filter(row -> mark.carries(held, row)).toArray());
    }

    @Test
    void semanticOnesShareAGreatValue() {
        float[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        Examples held = new Examples(values, new int[10], 1);
        Mark mark = new Semantic(0, 0.2).fit(held, stream(1));
        assertArrayEquals(new int[] {7, 8, 9}, IntStream.range(0, 10).filter(row -> mark.carries(held, row)).toArray());
        float[] copy = values.clone();
        mark.set(copy, 0, 0, 1);
        assertArrayEquals(values, copy);
    }

    @Test
    void ranks() {
        double[] ten = {10, 9, 8, 7, 6, 5, 4, 3, 2, 1};
        assertEquals(8, Rank.value(ten, 0.8));
        assertEquals(9, Rank.value(ten, 0.81));
        assertEquals(1, Rank.value(ten, 0.01));
        assertEquals(10, Rank.value(ten, 1));
    }
}
