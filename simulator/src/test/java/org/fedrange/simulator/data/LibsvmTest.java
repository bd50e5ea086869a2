package org.fedrange.simulator.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Dataset;
import org.fedrange.simulator.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibsvmTest {
    @TempDir
    private Path folder = Path.of("");

    private Dataset read(String text, @Nullable Integer features) throws IOException {
        Files.writeString(folder.resolve("d.txt"), text);
        return new Libsvm("d.txt", features, List.of(), null).read(folder, new Streams(1));
    }

    private String refused(String text) {
        return String.valueOf(assertThrows(Refusal.class, () -> read(text, null)).getMessage());
    }

    @Test
    void whatIsLeftOutIsZero() throws IOException {
        Dataset data = read("+1 1:0.5 3:2\n\n-1 2:1e1 # remark\n-1\n", null);
        assertArrayEquals(new float[] {0.5f, 0, 2, 0, 10, 0, 0, 0, 0}, data.examples().features());
        assertEquals(List.of("-1", "1"), data.classes());
        assertArrayEquals(new int[] {1, 0, 0}, data.examples().labels());
        assertEquals(5, read("1 1:1\n2 2:1\n", 5).examples().width());
    }

    @Test
    void brokenLinesAreRefusedByLineAndColumn() {
        assertEquals("d.txt, line 2, column 3: the index must be from 3 to 10000000, got 2; indices begin at 1 and ascend within a line",
                refused("1 1:1\n2 2:1 2:3\n"));
        assertTrue(refused("1 0:1\n2 2:1\n").startsWith("d.txt, line 1, column 2: the index must be from 1"));
        assertEquals("d.txt, line 1, column 2: expected index:value, got \"1:x\"", refused("1 1:x\n"));
        assertEquals("d.txt, line 1, column 2: expected index:value, got \"7\"", refused("1 7\n"));
        assertEquals("d.txt, line 2, column 1: the label must be a number, got \"yes\"", refused("1 1:1\nyes 1:1\n"));
        assertEquals("d.txt: has no lines of data", refused("# nothing\n"));
    }
}
