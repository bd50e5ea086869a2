package org.fedrange.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/** Long vectors come in sections that depend on their length alone. */
class SectionsTest {
    @Test
    void sectionsCoverAVectorInOrder() {
        // 65,536 is one section; one coordinate more makes a second one of length 1.
        assertEquals(List.of("0 to 0"), Sections.of(0, SectionsTest::named));
        assertEquals(List.of("0 to 65536"), Sections.of(65_536, SectionsTest::named));
        assertEquals(List.of("0 to 65536", "65536 to 65537"), Sections.of(65_537, SectionsTest::named));
        assertEquals(List.of("0 to 65536", "65536 to 131072", "131072 to 196608", "196608 to 200000"), Sections.of(200_000, SectionsTest::named));
    }

    private static String named(int from, int to) {
        return from + " to " + to;
    }

    @Test
    void aVectorIsFilledTheSameByAnyNumberOfThreads() throws Exception {
        float[] one = in(1);
        assertArrayEquals(one, in(4));
        // Each section has a filler of its own, which counts its blocks from 0: 65,536 / 1,000 is 65.5, so the second begins anew.
        assertEquals(65, one[65_535]);
        assertEquals(0, one[65_536]);
        assertEquals(1, one[65_536 + 1000]);
    }

    private static float[] in(int threads) throws Exception {
        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
            return pool.submit(() -> FloatVector.zeros(200_000).filled(1000, SectionsTest::counting).array()).get();
        }
    }

    private static ParameterVector.Filler counting() {
        int[] blocks = {0};
        return (from, length, block) -> {
            Arrays.fill(block, blocks[0]);
            blocks[0]++;
        };
    }
}
