package org.fedrange.simulator.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    @Test
    void twoSeedsGiveTheirRangeAndOneGivesNoWidth() {
        assertEquals(new Bootstrap(0.5, 0, 1), Bootstrap.mean("two", new double[] {0, 1}));
        assertEquals(new Bootstrap(3, 3, 3), Bootstrap.mean("one", new double[] {3}));
        assertThrows(IllegalArgumentException.class, () -> Bootstrap.mean("none", new double[0]));
    }

    @Test
    void ofManySeedsItIsAsWideAsTheNormalIntervalOfTheMean() {
        double[] figures = IntStream.range(0, 100).mapToDouble(i -> i).toArray();
        Bootstrap mean = Bootstrap.mean("many", figures);
        // Standard deviation of 0 to 99, over n: sqrt((100^2 - 1) / 12) = 28.87; of the mean 2.887.
        assertEquals(49.5, mean.value());
        assertEquals(49.5 - 1.96 * 2.887, mean.low(), 0.4);
        assertEquals(49.5 + 1.96 * 2.887, mean.high(), 0.4);
    }

    @Test
    void pairsStayTogether() {
        double[] its = {2, 4, 6, 8};
        double[] plain = {1, 2, 3, 4};
        Bootstrap ratio = Bootstrap.of("ratio", 4, places -> Arrays.stream(places).mapToDouble(i -> its[i]).sum() / Arrays.stream(places).mapToDouble(i -> plain[i]).sum());
        assertEquals(new Bootstrap(2, 2, 2), ratio, "each is twice its own partner, whichever are drawn");
    }

    @Test
    void theNameDecidesTheSamplesAndTheSameNameGivesTheSame() {
        double[] figures = IntStream.range(0, 30).mapToDouble(i -> i * i).toArray();
        assertEquals(Bootstrap.mean("a", figures), Bootstrap.mean("a", figures));
        assertNotEquals(Bootstrap.mean("a", figures), Bootstrap.mean("b", figures));
    }
}
