package org.fedrange.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SquaredLengthTest {
    @Test
    void shortOnesAndPartsOfLongOnes() {
        // 3^2 + 4^2 = 25, beside numbers that do not belong to the vector.
        assertEquals(25, SquaredLength.of(new float[] {7, 3, 4, 9}, 1, 2));
        assertEquals(25, SquaredLength.of(new double[] {7, 3, 4, 9}, 1, 2));
        assertEquals(0, SquaredLength.of(new float[0], 0, 0));
    }

    @Test
    void everyNumberOnceWhateverIsLeftOfTheLanes() {
        // 1^2 + ... + n^2 = n (n + 1) (2 n + 1) / 6, exact in double precision.
        for (int n : new int[] {1, 15, 16, 17, 31, 32, 200, 1000}) {
            float[] single = new float[n + 5];
            double[] both = new double[n + 5];
            for (int i = 0; i < n; i++) {
                single[i + 3] = i + 1;
                both[i + 3] = i + 1;
            }
            single[n + 3] = 1e6f;
            both[n + 3] = 1e6;
            double exact = n * (n + 1.0) * (2.0 * n + 1) / 6;
            assertEquals(exact, SquaredLength.of(single, 3, n));
            assertEquals(exact, SquaredLength.of(both, 3, n));
        }
    }

    @Test
    void whatIsNoNumberStaysVisible() {
        float[] x = new float[100];
        x[70] = Float.NaN;
        assertEquals(Double.NaN, SquaredLength.of(x, 0, 100));
        x[70] = Float.POSITIVE_INFINITY;
        assertEquals(Double.POSITIVE_INFINITY, SquaredLength.of(x, 0, 100));
        // Squares beyond single precision stay finite.
        x[70] = 1e30f;
        assertEquals((double) 1e30f * 1e30f, SquaredLength.of(x, 0, 100));
    }
}
