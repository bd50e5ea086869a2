package org.fedrange.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The finished cells of a results folder that somebody else writes, by file, and when each was written, in nanoseconds. */
record FinishedCells(Path results) {
    /** Those that are there now. */
    Map<String, Long> now() throws IOException {
        Map<String, Long> finished = new TreeMap<>();
        if (Files.isDirectory(results.resolve("cells"))) {
            try (Stream<Path> cells = Files.list(results.resolve("cells"))) {
                for (Path cell : cells.filter(each -> each.toString().endsWith(".json")).toList()) {
                    finished.put(cell.getFileName().toString(), Files.getLastModifiedTime(cell).to(TimeUnit.NANOSECONDS));
                }
            }
        }
        return finished;
    }

    /** Those that are there once there are so many. */
    Map<String, Long> await(int cells) throws IOException, InterruptedException {
        while (now().size() < cells) {
            Thread.sleep(20);
        }
        return now();
    }

    /** Nothing that was there before was written again; {@code cells} are there. */
    void assertWrittenOnce(Map<String, Long> before, int cells) throws IOException {
        Map<String, Long> after = now();
        assertEquals(cells, after.size());
        before.forEach((cell, written) -> assertEquals(written, after.get(cell), cell + " was written twice"));
    }
}
