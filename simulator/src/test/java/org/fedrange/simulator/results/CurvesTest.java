package org.fedrange.simulator.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.fedrange.simulator.data.EventFile;
import org.junit.jupiter.api.Test;

class CurvesTest {
    @Test
    void roundsBecomePointsOnVirtualTime() {
        List<EventFile.Point> points = Curves.of(Given.run("a", 0.75));
        assertEquals(List.of(1L, 2L), points.stream().map(EventFile.Point::step).toList());
        // 12.5 ms each.
        assertEquals(List.of(0.0125, 0.025), points.stream().map(EventFile.Point::seconds).toList());
        assertEquals(0.7, points.getFirst().values().get("training/loss"));
        assertEquals(1.0, points.getFirst().values().get("updates/refused"));
        assertEquals(0.75, points.getLast().values().get("test/accuracy"));
        assertEquals(1.5, points.getLast().values().get("measured/update-clipping.normBefore"));
        assertEquals(2.25, points.getLast().values().get("privacy/epsilon-local-dp"));
        assertFalse(points.getFirst().values().containsKey("test/accuracy"), "not evaluated");
        assertFalse(points.getLast().values().containsKey("training/loss"), "NaN");
    }
}
