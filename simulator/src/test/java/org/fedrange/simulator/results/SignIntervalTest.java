package org.fedrange.simulator.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignIntervalTest {
    private static SignInterval of(int n) {
        // From greatest to least: the order given does not matter.
        return SignInterval.of(IntStream.range(0, n).mapToObj(i -> (double) (n - i)).toList());
    }

    /** 1 - 2/64 = 0.969; of eight, one less at either end would leave 1 - 2 (1 + 8)/256 = 0.930. */
    @Test
    void ofSixToEightSeedsTheRange() {
        assertEquals(new SignInterval(1, 6, true), of(6));
        assertEquals(new SignInterval(1, 8, true), of(8));
    }

    /** Of nine 1 - 2 (1 + 9)/512 = 0.961; of twelve 1 - 2 (1 + 12 + 66)/4096 = 0.961, and with 220 more 0.854. */
    @Test
    void ofMoreSomeMayFallOutside() {
        assertEquals(new SignInterval(2, 8, true), of(9));
        assertEquals(new SignInterval(3, 10, true), of(12));
    }

    @Test
    void fewerDecideNothing() {
        assertEquals(new SignInterval(1, 5, false), of(5));
        assertFalse(SignInterval.of(List.of(0.3)).decides());
    }
}
