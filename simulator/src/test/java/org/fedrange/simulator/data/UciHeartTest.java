package org.fedrange.simulator.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Dataset;
import org.fedrange.simulator.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UciHeartTest {
    private static final List<String> LEFT_OUT = List.of("slope", "ca", "thal");

    @TempDir
    private Path folder = Path.of("");

    private static Dataset read(Path folder) {
        return new UciHeart(folder.toString(), LEFT_OUT).read(Path.of(""), new Streams(1));
    }

    @Test
    void zeroCholesterolIsMissing() throws IOException {
        Files.writeString(folder.resolve("processed.va.data"), "63,1,4,140,200,0,1,112,1,3,2,?,?,2\n44,0,4,130,0,0,1,127,0,0,?,?,?,0\n");
        Files.writeString(folder.resolve("processed.cleveland.data"), "60.0,1.0,3.0,0,218,0,1,140,1,1.5,3,?,?,0\n");
        Dataset data = read(folder);
        assertEquals(List.of("cleveland", "va"), data.sites());
        assertArrayEquals(new int[] {0, 1, 0}, data.examples().labels());
        int cholesterol = data.features().indexOf("chol");
        // The second patient of va has the mean of the two known ones, (200 + 218) / 2, and not 0.
        assertEquals(209, data.examples().features()[2 * data.examples().width() + cholesterol]);
        assertTrue(data.features().stream().noneMatch(name -> name.startsWith("thal ") || name.equals("ca")), data.features().toString());
    }

    @Test
    void aMissingFolderIsRefused() {
        assertTrue(String.valueOf(assertThrows(Refusal.class, () -> read(folder)).getMessage()).contains("no file is called so"));
    }

    @Test
    void theRealFilesAreAsPublished() {
        Path shared = Path.of("..", "..", "shared", "data", "heart-disease").toAbsolutePath().normalize();
        assumeTrue(Files.isDirectory(shared), "the files of UCI Heart Disease are not on this machine");
        Dataset data = read(shared);
        assertEquals(List.of("cleveland", "hungarian", "switzerland", "va"), data.sites());
        int[] sizes = new int[4];
        Arrays.stream(data.siteOf()).forEach(site -> sizes[site]++);
        assertArrayEquals(new int[] {303, 294, 123, 200}, sizes);
        // With a narrowed artery: 139, 106, 115 and 149 patients.
        assertEquals(509, Arrays.stream(data.examples().labels()).sum());
    }
}
