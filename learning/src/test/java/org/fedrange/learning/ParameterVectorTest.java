package org.fedrange.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class ParameterVectorTest {
    @Test
    void arithmeticByHand() {
        for (ParameterVector[] pair : new ParameterVector[][] {
            {FloatVector.of(3, 4, 0, 0, 0), FloatVector.of(1, 1, 1, 1, 1)}, {DoubleVector.of(3, 4, 0, 0, 0), DoubleVector.of(1, 1, 1, 1, 1)}
        }) {
            ParameterVector x = pair[0];
            assertEquals(5, x.norm());
            assertEquals(-6, x.scaled(-2).get(0));
            assertEquals(3.5, x.plus(0.5, pair[1]).get(0));
            assertEquals(2, x.minus(pair[1]).get(0));
            assertEquals(3, x.get(0), "an operation changed its operand");
        }
    }

    @Test
    void anyNumberThatIsNotFiniteIsFound() {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            for (int at = 0; at < 21; at++) {
                float[] values = new float[21];
                values[at] = bad;
                FloatVector vector = FloatVector.of(values);
                assertFalse(vector.isFinite());
                vector.digest();
                assertFalse(vector.isFinite(), "after the digest");
                double[] doubles = new double[21];
                doubles[at] = bad;
                assertFalse(DoubleVector.of(doubles).isFinite());
            }
        }
        assertTrue(FloatVector.of(Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE).isFinite());
        assertTrue(DoubleVector.of(Double.MAX_VALUE, -Double.MAX_VALUE).isFinite());
    }

    @Test
    void theDigestIsSha256OfTheLittleEndianNumbers() {
        // printf '\x00\x00\x80\x3f' | sha256sum
        assertEquals("e00e5eb9444182f352323374ef4e08ebcb784725fdd4fd612d7730540b3e0c8c", FloatVector.of(1).digest());
        assertEquals(FloatVector.of(1, 2).digest(), FloatVector.of(1, 2).digest());
        assertNotEquals(FloatVector.of(1, 2).digest(), FloatVector.of(2, 1).digest());
        assertNotEquals(FloatVector.of(0f).digest(), FloatVector.of(-0f).digest());
    }

    @Test
    void theDigestOfAVectorOfManyPiecesIsThatOfItsBytesAtOnce() {
        float[] values = new float[5_001];
        double[] doubles = new double[5_001];
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer doubleBytes = ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < values.length; i++) {
            values[i] = 1f / (i + 1);
            doubles[i] = 1.0 / (i + 1);
            bytes.putFloat(values[i]);
            doubleBytes.putDouble(doubles[i]);
        }
        FloatVector vector = FloatVector.of(values);
        assertEquals(Sha256.hex(bytes.array()), vector.digest());
        assertTrue(vector.isFinite());
        assertEquals(Sha256.hex(doubleBytes.array()), DoubleVector.of(doubles).digest());
    }

    @Test
    void vectorsOfDifferentSizeOrPrecisionDoNotMix() {
        assertThrows(IllegalArgumentException.class, () -> FloatVector.of(1).plus(FloatVector.of(1, 2)));
        assertThrows(IllegalArgumentException.class, () -> FloatVector.of(1).plus(DoubleVector.of(1)));
    }

    @Test
    void aCopyIsACopy() {
        float[] values = {1, 2};
        FloatVector vector = FloatVector.of(values);
        values[0] = 9;
        assertEquals(1, vector.get(0));
    }
}
