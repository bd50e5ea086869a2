package org.fedrange.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewsCommandTest {
    @TempDir
    private static Path folder = Path.of("");

    private static Path results = Path.of("");
    private static String cell = "";

    private record Said(int code, String text) {}

    private static Said fedrange(Object... arguments) {
        StringWriter said = new StringWriter();
        return new Said(CommandLineInterface.execute(new PrintWriter(said), new PrintWriter(said), Stream.of(arguments).map(String::valueOf).toArray(String[]::new)), said.toString());
    }

    @BeforeAll
    static void anObservedCell() throws IOException {
        Path file = Files.writeString(folder.resolve("observed.yaml"), """
                name: observed
                data: {kind: pbc3}
                model: {kind: softmax}
                training: {kind: distributed-sgd, learningRate: 0.5}
                rule: {kind: mean, weighted: false}
                rounds: 2
                evaluation: {folds: 2}
                inference: [{kind: label-inference}, {kind: loss-threshold}]
                """);
        results = folder.resolve("results");
        assertEquals(0, fedrange("run", file, "--out", results).code());
        try (Stream<Path> cells = Files.list(results.resolve("cells"))) {
            cell = cells.sorted().findFirst().orElseThrow().getFileName().toString().replace(".json", "");
        }
    }

    private static List<String> arrays(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        }
    }

    @Test
    void everyObserversViewOfEveryFoldIsWrittenAndNothingStaysInTheResults() throws IOException {
        Path out = folder.resolve("views");
        Said said = fedrange("views", results, "--cell", cell, "--out", out);
        assertEquals(0, said.code(), said.text());
        assertTrue(said.text().contains("not for everybody"), said.text());
        for (int fold = 1; fold <= 2; fold++) {
            assertEquals(List.of("changes.npy", "models.npy", "rounds.npy", "examples.npy", "nodes.npy"), arrays(out.resolve("observer-1-fold-" + fold + ".npz")));
            assertEquals(List.of("released.npy", "released_rounds.npy"), arrays(out.resolve("observer-2-fold-" + fold + ".npz")));
        }
        try (Stream<Path> files = Files.walk(results)) {
            assertTrue(files.noneMatch(file -> file.getFileName().toString().startsWith("observer-")));
        }
        assertEquals(0, fedrange("verify", results).code());
    }

    @Test
    void viewsInTheResultsFolderAreRefused() {
        Said said = fedrange("views", results, "--cell", cell, "--out", results.resolve("views"));
        assertEquals(2, said.code());
        assertTrue(said.text().contains("made to be handed on"), said.text());
        assertFalse(Files.exists(results.resolve("views")));
    }

    @Test
    void aCellWhoseDrawsNobodyRepeatsIsRefused() throws IOException {
        Path drawn = folder.resolve("drawn");
        assertEquals(0, fedrange("run", folder.resolve("observed.yaml"), "--out", drawn, "--set", "rounds=1", "--set", "privacyDraws=system", "--set", "hospitals=6",
                "--set", "defenses=[{kind: local-dp, clippingNorm: 1, noiseMultiplier: 1, delta: 0.01}]").code());
        String its = Files.readString(drawn.resolve("study.json"));
        String id = its.substring(its.indexOf("\"id\"")).replaceFirst("(?s)\"id\" ?: ?\"([0-9a-f]+)\".*", "$1");
        Said said = fedrange("views", drawn, "--cell", id, "--out", folder.resolve("unseen"));
        assertEquals(2, said.code());
        assertTrue(said.text().contains("whose draws nobody can repeat"), said.text());
    }

    @Test
    void aCellThatNobodyKnowsIsRefused() {
        Said said = fedrange("views", results, "--cell", "nothing", "--out", folder.resolve("none"));
        assertEquals(2, said.code());
        assertTrue(said.text().contains("has no cell nothing"), said.text());
    }

    /** Somebody changed what the results say was seen: views that are not those are not written. */
    @Test
    void viewsThatAreNotThoseOfTheResultsAreNotWritten() throws IOException {
        Path other = folder.resolve("other");
        Files.createDirectories(other.resolve("cells"));
        Files.copy(results.resolve("study.json"), other.resolve("study.json"));
        Files.writeString(other.resolve("cells").resolve(cell + ".json"),
                Files.readString(results.resolve("cells").resolve(cell + ".json")).replaceAll("\"viewDigest\":\"[0-9a-f]{4}", "\"viewDigest\":\"0000"));
        Said said = fedrange("views", other, "--cell", cell, "--out", folder.resolve("never"));
        assertEquals(2, said.code());
        assertTrue(said.text().contains("comes out otherwise here"), said.text());
        assertFalse(Files.exists(folder.resolve("never")));
    }
}
