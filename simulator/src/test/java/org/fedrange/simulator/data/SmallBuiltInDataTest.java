package org.fedrange.simulator.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Dataset;
import org.junit.jupiter.api.Test;

class SmallBuiltInDataTest {
    private static Dataset read(DataSource source) {
        return source.read(Path.of("anywhere"), new Streams(1));
    }

    @Test
    void wdbcHas569TumoursOfWhich212AreMalignant() {
        Dataset data = read(new Wdbc());
        assertEquals(569, data.examples().size());
        assertEquals(212, Arrays.stream(data.examples().labels()).sum());
        assertEquals(List.of("benign", "malignant"), data.classes());
        assertEquals(30, data.features().size());
        // 17.99,10.38,122.8,1001,...,0.1189,0: malignant, mean radius 17.99, worst fractal dimension 0.1189.
        assertEquals(1, data.examples().labels()[0]);
        assertEquals(17.99f, data.examples().features()[data.features().indexOf("mean radius")]);
        assertEquals(0.1189f, data.examples().features()[data.features().indexOf("worst fractal dimension")]);
    }

    @Test
    void digitsAreTenClassesOfNearlyEqualSize() {
        Dataset data = read(new Digits());
        assertEquals(1797, data.examples().size());
        for (int digit = 0; digit < 10; digit++) {
            int wanted = digit;
            long count = Arrays.stream(data.examples().labels()).filter(label -> label == wanted).count();
            assertTrue(count >= 174 && count <= 183, digit + ": " + count);
        }
        // 0,0,5,13,9,1,0,0,...: a zero.
        assertEquals(0, data.examples().labels()[0]);
        assertEquals(5 / 16f, data.examples().features()[2]);
        assertEquals(13 / 16f, data.examples().features()[3]);
    }

    @Test
    void rhdnaseHas51InstitutionsOf4To24Patients() {
        Dataset data = read(new Rhdnase());
        assertEquals(647, data.examples().size());
        assertEquals(51, data.sites().size());
        int[] sizes = new int[51];
        Arrays.stream(data.siteOf()).forEach(site -> sizes[site]++);
        assertEquals(4, Arrays.stream(sizes).min().orElseThrow());
        assertEquals(24, Arrays.stream(sizes).max().orElseThrow());
        assertEquals(List.of("no", "yes"), data.classes());
        // Patient 1: on rhDNase, volume 28.8, no infection; patient 3: on placebo, volume 67.2, infected from day 65 on.
        assertEquals(28.8f, data.examples().features()[1]);
        assertEquals(0, data.examples().labels()[0]);
        assertEquals(67.2f, data.examples().features()[5]);
        assertEquals(1, data.examples().labels()[2]);
        // 247 patients have an infection; of 6 of all infections treatment began before entry.
        int infected = Arrays.stream(data.examples().labels()).sum();
        assertTrue(infected >= 241 && infected <= 247, infected + " infected");
    }

    @Test
    void lungHas18InstitutionsOf2To36Patients() {
        Dataset data = read(new Lung());
        assertEquals(227, data.examples().size());
        assertEquals(18, data.sites().size());
        int[] sizes = new int[18];
        Arrays.stream(data.siteOf()).forEach(site -> sizes[site]++);
        assertEquals(2, Arrays.stream(sizes).min().orElseThrow());
        assertEquals(36, Arrays.stream(sizes).max().orElseThrow());
        assertEquals(74, data.examples().features()[0]);
        assertEquals(1, data.examples().labels()[0]);
        assertTrue(data.notes().stream().anyMatch(note -> note.contains("meal.cal")), data.notes().toString());
    }
}
