package org.fedrange.defenses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.fedrange.aggregation.Context;
import org.fedrange.aggregation.Update;
import org.fedrange.learning.ClippingShape;
import org.fedrange.learning.DoubleVector;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Streams;
import org.junit.jupiter.api.Test;

class UpdateClippingTest {
    private static Defense.Outcome<Update> clip(double bound, ParameterVector change) {
        Context context = new Context(1, change, new Streams(1).of("defense", 1, 0));
        return new UpdateClipping(bound, ClippingShape.FLAT).onUpdate(context, new Update(new NodeId(3, "three"), 2, change, 7));
    }

    @Test
    void aLongUpdateIsScaledDownAndItsNormMeasured() {
        // (3, 4) has norm 5; times 2/5 it is (1.2, 1.6).
        for (ParameterVector change : List.of(FloatVector.of(3, 4), DoubleVector.of(3, 4))) {
            Defense.Outcome<Update> outcome = clip(2, change);
            double tolerance = change instanceof DoubleVector ? 1e-9 : 1e-5;
            assertArrayEquals(new double[] {1.2, 1.6}, outcome.result().change().toDoubles(), tolerance);
            assertEquals(Map.of("normBefore", 5.0), outcome.measurements());
            assertEquals(new NodeId(3, "three"), outcome.result().node());
            assertEquals(7, outcome.result().examples());
            assertArrayEquals(new double[] {3, 4}, change.toDoubles(), "the input was written to");
        }
    }

    @Test
    void aShortUpdateStays() {
        assertEquals(DoubleVector.of(3, 4), clip(5, DoubleVector.of(3, 4)).result().change());
        assertEquals(Map.of("normBefore", 0.0), clip(5, FloatVector.zeros(2)).measurements());
    }

    @Test
    void theCoordinatorsHooksDoNothing() {
        DoubleVector vector = DoubleVector.of(30, 40);
        Context context = new Context(1, vector, new Streams(1).of("defense", 1, 0));
        assertEquals(vector, new UpdateClipping(1, ClippingShape.FLAT).onAggregate(context, org.fedrange.aggregation.State.NONE, vector, 5).result());
        assertEquals(vector, new UpdateClipping(1, ClippingShape.FLAT).onModel(context, vector).result());
    }

    @Test
    void badBoundsAreRefused() {
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> new UpdateClipping(bad, ClippingShape.FLAT));
        }
    }
}
