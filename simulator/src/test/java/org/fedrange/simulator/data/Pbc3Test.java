package org.fedrange.simulator.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Dataset;
import org.fedrange.learning.partition.Natural;
import org.junit.jupiter.api.Test;

class Pbc3Test {
    private static final Dataset PBC3 = new Pbc3().read(Path.of("."), new Streams(1));

    private static float feature(int row, String name) {
        return PBC3.examples().features()[row * PBC3.examples().width() + PBC3.features().indexOf(name)];
    }

    @Test
    void sixHospitalsOfKnownSize() {
        assertEquals(List.of("Hvidovre", "London", "Copenhagen", "Barcelona", "Munich", "Lyon"), PBC3.sites());
        int[] sizes = new Natural().deal(PBC3, 6, new Streams(1).of("partition")).stream().mapToInt(share -> share.rows().length).toArray();
        assertArrayEquals(new int[] {23, 150, 46, 79, 23, 28}, sizes);
    }

    @Test
    void ninetyOf349HaveTheEvent() {
        assertEquals(349, PBC3.examples().size());
        assertEquals(90, Arrays.stream(PBC3.examples().labels()).sum()); // 25.8 %
    }

    @Test
    void theFirstPatientIsAsInTheFile() {
        // 1;2;1;1;62;4;0;82;33;106;682.5;125.5;82;625;2
        assertEquals("London", PBC3.sites().get(PBC3.siteOf()[0]));
        assertEquals(1, PBC3.examples().labels()[0]);
        assertEquals(1, feature(0, "cyclosporin A"));
        assertEquals(1, feature(0, "male"));
        assertEquals(62, feature(0, "age"));
        assertEquals(4, feature(0, "stage"));
        assertEquals(0, feature(0, "stage missing"));
        assertEquals(Math.log(106), feature(0, "log bilirubin"), 1e-6);
        assertEquals(82, feature(0, "weight"));
    }

    @Test
    void missingStagesAreFilledWithTheMeanAndMarked() {
        assertEquals(58, IntStream.range(0, 349).filter(row -> feature(row, "stage missing") == 1).count());
        assertEquals(1, feature(3, "stage missing"));
        assertEquals(2.683849, feature(3, "stage"), 1e-6);
        assertTrue(PBC3.notes().stream().anyMatch(note -> note.startsWith("stage: 58 of 349 values missing")), PBC3.notes().toString());
        assertTrue(PBC3.notes().stream().anyMatch(note -> note.startsWith("weight: 10 of 349 values missing")), PBC3.notes().toString());
    }

    @Test
    void nothingKnownOnlyLaterIsAFeature() {
        assertEquals(12, PBC3.features().size());
        for (String later : List.of("days", "status", "ptno", "unit")) {
            assertFalse(PBC3.features().contains(later), later);
        }
        for (float feature : PBC3.examples().features()) {
            assertTrue(Float.isFinite(feature));
        }
    }

    @Test
    void theDigestIsAlwaysTheSame() {
        assertEquals(PBC3.digest(), new Pbc3().read(Path.of("elsewhere"), new Streams(2)).digest());
        assertEquals(64, PBC3.digest().length());
    }
}
