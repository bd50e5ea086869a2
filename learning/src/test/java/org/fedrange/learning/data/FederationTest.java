package org.fedrange.learning.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.fedrange.learning.Streams;
import org.junit.jupiter.api.Test;

class FederationTest {
    private static final Streams STREAMS = new Streams(7);

    /** Examples whose only feature is their row; every third has class 1. */
    private static Dataset rows(int size, Scaling scaling, Optional<Examples> test) {
        float[] features = new float[size];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            features[i] = i;
            labels[i] = i % 3 == 0 ? 1 : 0;
        }
        return new Dataset(
                "rows", new Examples(features, labels, 1), test, List.of("a", "b"), List.of("row"), scaling, List.of(), new int[0],
                "00", List.of());
    }

    private static Federation deal(Dataset dataset, int folds, double validation) {
        int size = dataset.examples().size();
        return Federation.deal(
                dataset, List.of("even", "odd"),
                List.of(IntStream.range(0, size).filter(i -> i % 2 == 0).toArray(), IntStream.range(0, size).filter(i -> i % 2 == 1).toArray()),
                folds, validation, STREAMS);
    }

    @Test
    void eachPatientIsTestedOnceAndNeverInTwoParts() {
        Federation federation = deal(rows(60, Scaling.AS_IS, Optional.empty()), 5, 0.25);
        TreeSet<Integer> tested = new TreeSet<>();
        for (Federation.Fold fold : federation.folds()) {
            for (int h = 0; h < 2; h++) {
                Federation.Hospital hospital = fold.hospitals().get(h);
                TreeSet<Integer> seen = new TreeSet<>();
                int total = 0;
                for (Examples part : List.of(hospital.train(), hospital.validation(), hospital.test())) {
                    for (float row : part.features()) {
                        seen.add((int) row);
                        assertEquals(h, (int) row % 2, "a patient left the hospital");
                    }
                    total += part.size();
                }
                assertEquals(30, total);
                assertEquals(30, seen.size());
                for (float row : hospital.test().features()) {
                    assertTrue(tested.add((int) row), "tested twice: " + row);
                }
                // 30 patients, 10 of class 1: test 6 with 2 of class 1, then a quarter of 16 and of 8: 4 + 2 for validation.
                assertEquals(6, hospital.test().size());
                assertEquals(2, Arrays.stream(hospital.test().labels()).sum());
                assertEquals(6, hospital.validation().size());
            }
        }
        assertEquals(60, tested.size());
    }

    @Test
    void dataWithATestSetIsUsedOnceAndScaledAlike() {
        Examples test = new Examples(new float[] {100}, new int[] {0}, 1);
        Federation.Fold fold = deal(rows(4, Scaling.STANDARDISED, Optional.of(test)), 1, 0).folds().getFirst();
        // Rows 0..3: mean 1.5, variance (2.25 + 0.25) * 2 / 4 = 1.25.
        double deviation = Math.sqrt(1.25);
        assertArrayEquals(new float[] {(float) (-1.5 / deviation), (float) (0.5 / deviation)}, fold.hospitals().get(0).train().features(), 1e-6f);
        assertEquals(98.5 / deviation, fold.test().orElseThrow().features()[0], 1e-4);
        assertEquals(0, fold.hospitals().get(0).test().size());
    }

    @Test
    void scalingSeesTrainingPatientsOnly() {
        for (Federation.Fold fold : deal(rows(60, Scaling.STANDARDISED, Optional.empty()), 3, 0.2).folds()) {
            double sum = 0;
            double squares = 0;
            int count = 0;
            for (Federation.Hospital hospital : fold.hospitals()) {
                for (float value : hospital.train().features()) {
                    sum += value;
                    squares += value * value;
                    count++;
                }
            }
            assertEquals(0, sum / count, 1e-6);
            assertEquals(1, squares / count, 1e-6);
        }
    }

    @Test
    void hospitalsTooSmallToTrainAreRefused() {
        Dataset dataset = rows(3, Scaling.AS_IS, Optional.empty());
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> deal(dataset, 5, 0.2));
        assertEquals("odd has 1 examples, too few to train on in each of 5 folds", refused.getMessage());
    }

    @Test
    void theCoordinatorsExamplesLeaveValidationAndNothingElse() {
        // Two hospitals keep 6 patients each in a fold of 60; of these 12 the coordinator gets 5.
        Federation.Fold fold = deal(rows(60, Scaling.AS_IS, Optional.empty()), 5, 0.25).folds().getFirst();
        assertEquals(12, fold.kept());
        Federation.Rooted rooted = fold.rooted(5, STREAMS.of("root"));
        TreeSet<Float> before = new TreeSet<>();
        TreeSet<Float> after = new TreeSet<>();
        for (int h = 0; h < 2; h++) {
            Federation.Hospital hospital = rooted.fold().hospitals().get(h);
            assertArrayEquals(fold.hospitals().get(h).train().features(), hospital.train().features());
            assertArrayEquals(fold.hospitals().get(h).test().features(), hospital.test().features());
            add(fold.hospitals().get(h).validation(), before);
            add(hospital.validation(), after);
        }
        assertEquals(7, after.size());
        add(rooted.root(), after);
        assertEquals(before, after);
        assertEquals(5, rooted.root().size());
        assertArrayEquals(rooted.root().features(), fold.rooted(5, STREAMS.of("root")).root().features());
        assertThrows(IllegalArgumentException.class, () -> fold.rooted(12, STREAMS.of("root")));
    }

    private static void add(Examples examples, SortedSet<Float> rows) {
        for (float row : examples.features()) {
            rows.add(row);
        }
    }
}
