package org.fedrange.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
        // A process that lives for seconds spends half of them in the better compiler.
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "--add-modules", "jdk.incubator.vector",
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

    /** Waits until so many cells are finished and then a while longer; true when the process ended before. */
    private static boolean endsBefore(Process process, Path results, int cells, long nanos) throws IOException, InterruptedException {
        while (process.isAlive() && finished(results).size() < cells) {
            Thread.sleep(1);
        }
        return process.waitFor(nanos, TimeUnit.NANOSECONDS);
    }

    /**
     * What is waited for is progress, not time, or a machine whose speed changes is killed for ever before its first cell, or never.
     * One in six is killed before a cell is finished, all others up to five cells later, at any moment within the next.
     */
    @Test
    void killedAtAnyMomentAStudyEndsInTheSameBytes() throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process whole = start(folder.resolve("whole"));
        endsBefore(whole, folder.resolve("whole"), 1, 0);
        long first = System.nanoTime() - start;
        assertEquals(0, whole.waitFor(), this::said);
        Map<String, String> expected = CommandLineTest.bytes(folder.resolve("whole"));
        long cell = (System.nanoTime() - start - first) / finished(folder.resolve("whole")).size();
        RandomGenerator stream = new Streams(SEED).of("kill");
        int kills = 0;
        int studies = 0;
        while (kills < KILLS) {
            Path results = folder.resolve("study " + studies);
            boolean ended = false;
            while (!ended) {
                Map<String, Long> before = finished(results);
                Process process = start(results);
                int further = stream.nextInt(6);
                long within = (long) (stream.nextDouble() * (further == 0 ? first : cell));
                ended = endsBefore(process, results, before.size() + further, within);
                if (ended) {
                    assertEquals(0, process.exitValue(), this::said);
                } else {
                    process.destroyForcibly().waitFor();
                    kills++;
                }
                Map<String, Long> after = finished(results);
                before.forEach((name, written) -> assertEquals(written, after.get(name), name + " was lost or done again, seed " + SEED));
            }
            assertEquals(expected, CommandLineTest.bytes(results), "study " + studies + " after " + kills + " kills, seed " + SEED);
            studies++;
        }
        System.out.println(kills + " kills over " + studies + " studies of seed " + SEED);
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("said.txt"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
