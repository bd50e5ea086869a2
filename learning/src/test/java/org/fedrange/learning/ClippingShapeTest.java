package org.fedrange.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClippingShapeTest {
    private static ParameterVector clipped(ClippingShape shape, ParameterVector vector) {
        return shape.bounded(vector, List.of(2, 1), (part, parts) -> part.scaled(ClippingShape.factor(part.norm(), 2 / Math.sqrt(parts))));
    }

    @Test
    void flatShortensAllAlikeAndPerLayerOnlyTheLayerThatIsTooLong() {
        ParameterVector vector = DoubleVector.of(3, 4, 0.6);
        // |(3, 4, 0.6)| = sqrt(25.36) = 5.0359; times 2 / 5.0359 = 0.39715.
        assertArrayEquals(new double[] {1.19145, 1.58860, 0.23829}, clipped(ClippingShape.FLAT, vector).toDoubles(), 1e-5);
        // Each of two layers may be 2 / sqrt 2 = 1.41421 long: (3, 4) shrinks by 0.28284, 0.6 stays.
        ParameterVector layered = clipped(ClippingShape.PER_LAYER, vector);
        assertArrayEquals(new double[] {0.84853, 1.13137, 0.6}, layered.toDoubles(), 1e-5);
        // Both layers too long: together they are just as long as the bound.
        assertEquals(2, clipped(ClippingShape.PER_LAYER, DoubleVector.of(3, 4, -9)).norm(), 1e-12);
    }

    @Test
    void aLengthThatIsNoNumberCountsForNothing() {
        assertEquals(0, ClippingShape.factor(Double.NaN, 1));
        assertEquals(0, ClippingShape.factor(Double.POSITIVE_INFINITY, 1));
        assertEquals(1, ClippingShape.factor(1, 1));
        assertEquals(0.25, ClippingShape.factor(4, 1));
    }
}
