package org.fedrange.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.fedrange.simulator.results.Finding;
import org.fedrange.simulator.results.Json;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.results.StudyRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The configs that put a published result to the test: each runs, and the whole runs find what docs/reproductions.md says. */
class ReproductionTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    private Path folder = Path.of("");

    static Stream<String> configs() throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(HOME.resolve("configs"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).sorted().toList()) {
                if (Files.readString(file).contains("\nclaims:")) {
                    names.add(file.getFileName().toString().replace(".yaml", ""));
                }
            }
        }
        return names.stream();
    }

    private String fedrange(String... arguments) {
        StringWriter said = new StringWriter();
        assertEquals(0, CommandLineInterface.execute(new PrintWriter(said), new PrintWriter(said), arguments), said.toString());
        return said.toString();
    }

    private List<Finding> run(Path config, String... more) {
        List<String> arguments = new ArrayList<>(List.of("run", config.toString(), "--out", folder.toString()));
        arguments.addAll(List.of(more));
        fedrange(arguments.toArray(String[]::new));
        ResultsFolder results = new ResultsFolder(folder);
        StudyRecord study = Json.read(StudyRecord.class, results.read(folder.resolve(ResultsFolder.STUDY)).orElseThrow()).orElseThrow();
        return Finding.of(study, results.runs(study));
    }

    /** Small: one seed, little data, searches of a few steps, few shadow models and, where no claim is about an earlier one and the matrix does not vary them, two rounds. */
    @ParameterizedTest
    @MethodSource("configs")
    void runsInSmall(String name) throws IOException {
        String file = Files.readString(HOME.resolve("configs").resolve(name + ".yaml"));
        List<String> small = new ArrayList<>(List.of("--set", "matrix.seed=[1]"));
        if (file.contains("examples: ")) {
            small.addAll(List.of("--set", "data.examples=500"));
        }
        if (!file.contains("round: ") && !file.contains("from: ") && !file.contains("+ rounds")) {
            small.addAll(List.of("--set", "rounds=2"));
        }
        Path config = folder.resolve(name + ".yaml");
        Files.writeString(config, file.replaceAll("iterations: \\d+", "iterations: 10").replaceAll("shadows: \\d+", "shadows: 4"));
        List<Finding> findings = run(config, small.toArray(String[]::new));
        assertFalse(findings.isEmpty());
        for (Finding finding : findings) {
            assertEquals(1, finding.seeds(), finding.claim().statement());
            assertEquals(Finding.Decision.UNDECIDED, finding.decision(), "one seed decides nothing");
        }
        assertTrue(fedrange("verify", folder.toString()).contains("Verified"));
        String report = Files.readString(folder.resolve(ResultsFolder.REPORT));
        assertTrue(report.indexOf("whether it held here") < report.indexOf("Attacks against defenses"), "first things first");
        // What the file claims is in the text a user reads, and a changed verdict is noticed.
        Path table = folder.resolve("claims.csv");
        Files.writeString(table, Files.readString(table).replace("undecided", "held"));
        StringWriter said = new StringWriter();
        int code = CommandLineInterface.execute(new PrintWriter(said), new PrintWriter(said), "verify", folder.toString());
        assertEquals(ExitCode.VERIFICATION_FAILED, code, said.toString());
        assertTrue(said.toString().contains("claims.csv: does not follow"), said.toString());
    }

    @ParameterizedTest
    @MethodSource("configs")
    @Tag("full")
    void findsWhatThePageSays(String name) throws IOException {
        String page = Files.readString(HOME.resolve("docs").resolve("reproductions.md"));
        List<String> wrong = new ArrayList<>();
        for (Finding finding : run(HOME.resolve("configs").resolve(name + ".yaml"))) {
            String row = "| " + finding.claim().statement() + " | " + finding.word() + " |";
            if (!page.contains(row)) {
                wrong.add(row);
            }
        }
        assertEquals(List.of(), wrong);
    }
}
