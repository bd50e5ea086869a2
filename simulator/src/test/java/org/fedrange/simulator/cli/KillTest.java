package org.fedrange.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.fedrange.learning.Streams;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hundred times {@code kill -9} at any moment: nothing finished is lost or done twice, and the bytes in the end are the same. */
@Tag("full")
class KillTest {
    private static final int KILLS = 100;
    private static final long SEED = 11;

    @TempDir
    private Path folder = Path.of("");

    private Process start(Path results) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--add-modules", "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp", System.getProperty("java.class.path"),
                Main.class.getName(), "run", Path.of("..", "configs", "quickstart.yaml").toString(), "--out", results.toString(),
                "--threads", "2", "--set", "rounds=20"));
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("said.txt").toFile()).start();
    }

    /** Finished cells with the time they were written. */
    private static Map<String, Long> finished(Path results) throws IOException {
        Map<String, Long> finished = new TreeMap<>();
        Path cells = results.resolve("cells");
        if (Files.isDirectory(cells)) {
            try (Stream<Path> files = Files.list(cells)) {
                for (Path file : files.filter(each -> each.toString().endsWith(".json")).toList()) {
                    finished.put(file.getFileName().toString(), Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS));
                }
            }
        }
        return finished;
    }

    @Test
    void killedAtAnyMomentAStudyEndsInTheSameBytes() throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process whole = start(folder.resolve("whole"));
        assertEquals(0, whole.waitFor(), this::said);
        long longest = System.nanoTime() - start;
        Map<String, String> expected = CommandLineTest.bytes(folder.resolve("whole"));
        RandomGenerator stream = new Streams(SEED).of("kill");
        int kills = 0;
        int studies = 0;
        while (kills < KILLS || studies == 0) {
            Path results = folder.resolve("study " + studies);
            boolean ended = false;
            while (!ended) {
                Map<String, Long> before = finished(results);
                Process process = start(results);
                // From before the first cell to well into the matrix, however fast the machine; what is left of a study is soon less than the whole.
                ended = process.waitFor((long) (stream.nextDouble(0.05, 0.6) * longest), TimeUnit.NANOSECONDS);
                if (ended) {
                    assertEquals(0, process.exitValue(), this::said);
                } else {
                    process.destroyForcibly().waitFor();
                    kills++;
                }
                Map<String, Long> after = finished(results);
                before.forEach((cell, written) -> assertEquals(written, after.get(cell), cell + " was lost or done again, seed " + SEED));
                // Else a machine that has become slower would be killed for ever before its first cell.
                longest += !ended && after.equals(before) ? longest / 20 : 0;
            }
            assertEquals(expected, CommandLineTest.bytes(results), "study " + studies + " after " + kills + " kills, seed " + SEED);
            studies++;
        }
        assertTrue(kills >= KILLS, kills + " kills over " + studies + " studies");
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("said.txt"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
