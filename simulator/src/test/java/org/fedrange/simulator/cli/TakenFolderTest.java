package org.fedrange.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fedrange.simulator.results.Occupation;
import org.fedrange.simulator.results.ResultsFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders in which a run cannot put its results, because another one does or because nobody can. */
class TakenFolderTest {
    private static final List<String> WORDS = List.of(
            "run", Path.of("..", "configs", "quickstart.yaml").toString(), "--set", "rounds=1", "--set", "matrix.seed=[1]", "--set", "matrix.rule=[{kind: median}]", "--threads", "2");

    @TempDir
    private Path folder = Path.of("");

    private record Said(int code, String text) {}

    private Said run() {
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said, true);
        int code = CommandLineInterface.execute(writer, writer, words().toArray(String[]::new));
        return new Said(code, said.toString());
    }

    private List<String> words() {
        List<String> words = new ArrayList<>(WORDS);
        words.addAll(List.of("--out", folder.toString()));
        return words;
    }

    /** The same in a process of its own: what is logged is heard, too. */
    private Said process() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "--add-modules", "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(words());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), said);
    }

    @Test
    void twoRunsAtOnceInOneFolderAreRefused() throws IOException {
        try (Occupation _ = Occupation.of(new ResultsFolder(folder))) {
            assertEquals(new Said(ExitCode.REFUSED, folder + ": another run is at work in this folder; wait until it has ended, or give another by --out" + System.lineSeparator()), run());
            assertFalse(Files.exists(folder.resolve(ResultsFolder.EXPERIMENT)));
        }
        assertEquals(ExitCode.FINE, run().code());
        assertEquals(ExitCode.FINE, run().code());
    }

    @Test
    void anotherProcessIsRefusedToo() throws IOException, InterruptedException {
        try (Occupation _ = Occupation.of(new ResultsFolder(folder))) {
            Said said = process();
            assertEquals(ExitCode.REFUSED, said.code(), said::text);
            assertTrue(said.text().contains("another run is at work in this folder"), said::text);
        }
    }

    /** What a process says, and how it ends, where a file stands in the place of one of the folders it needs. */
    private void saidWhere(String taken, int code, String words) throws IOException, InterruptedException {
        Files.writeString(folder.resolve(taken), "no folder");
        Said said = process();
        assertEquals(code, said.code(), said::text);
        assertTrue(said.text().contains(words), said::text);
        assertFalse(said.text().contains("\tat "), said::text);
    }

    @Test
    void logsThatCannotBeBegunFailTheirCellsInASentenceEach() throws IOException, InterruptedException {
        saidWhere("audit", ExitCode.SOME_FAILED, " failed: the audit log cannot be begun: ");
    }

    @Test
    void resultsThatCannotBeKeptEndTheRunInASentence() throws IOException, InterruptedException {
        saidWhere("cells", ExitCode.REFUSED, ".json cannot be ");
    }
}
