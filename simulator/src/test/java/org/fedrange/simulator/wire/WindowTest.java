package org.fedrange.simulator.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Streams;
import org.junit.jupiter.api.Test;

class WindowTest {
    @Test
    void eachNumberIsTakenOnceInAnyOrder() {
        Window window = Window.FRESH.taking(5).taking(7);
        assertTrue(window.took(5) && window.took(7));
        assertFalse(window.took(6) || window.took(8));
        assertTrue(window.taking(6).took(6));
        assertThrows(IllegalArgumentException.class, () -> window.taking(7));
    }

    @Test
    void whatIsTooOldCountsAsTaken() {
        Window window = Window.FRESH.taking(100);
        assertTrue(window.took(36));
        assertFalse(window.took(37));
        assertTrue(window.taking(37).took(37));
        assertFalse(Window.FRESH.taking(1).taking(1000).took(999));
    }

    @Test
    void itNeverTakesTwiceWhateverComes() {
        RandomGenerator stream = new Streams(1).of("numbers");
        Set<Long> taken = new TreeSet<>();
        Window window = Window.FRESH;
        long highest = -1;
        for (int i = 0; i < 5000; i++) {
            long number = Math.max(0, highest - 80 + stream.nextInt(90));
            boolean old = highest - number >= 64;
            assertEquals(old || taken.contains(number), window.took(number), "number " + number + " after " + highest);
            if (!window.took(number)) {
                window = window.taking(number);
                taken.add(number);
                highest = Math.max(highest, number);
            }
        }
    }
}
