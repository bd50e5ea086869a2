package org.fedrange.simulator.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeanImputationTest {
    @Test
    void theMeanIsThatOfAllObservedValues() {
        double[] column = {1, 2, 6, Double.NaN};
        MeanImputation imputation = MeanImputation.of(column, new int[] {0, 0, 1, 1});
        assertEquals(new MeanImputation(3, 1, 4), imputation);
        FeatureTable features = new FeatureTable();
        imputation.addTo(features, "x", column);
        assertEquals(List.of("x", "x missing"), features.names());
        assertArrayEquals(new float[] {1, 0, 2, 0, 6, 0, 3, 1}, features.examples(new int[4]).features());
    }

    @Test
    void aHospitalThatObservesNothingAddsNothing() {
        assertEquals(2, MeanImputation.of(new double[] {Double.NaN, 2}, new int[] {0, 1}).mean());
    }

    @Test
    void rareGapsAreFilledOnly() {
        double[] column = new double[20];
        column[7] = Double.NaN; // 5 %, not more
        FeatureTable features = new FeatureTable();
        MeanImputation imputation = MeanImputation.of(column, new int[0]);
        imputation.addTo(features, "x", column);
        assertEquals(List.of("x"), features.names());
        assertEquals(Optional.empty(), MeanImputation.of(new double[3], new int[0]).note("x"));
    }
}
