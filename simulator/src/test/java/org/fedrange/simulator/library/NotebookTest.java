package org.fedrange.simulator.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every cell of every notebook runs, in order, and prints what the notebook shows. With {@code -Dnotebooks.write=true} in the JVM's arguments what is printed is
 * kept in the notebooks instead.
 */
@Isolated("what is printed is the notebook's, whoever prints it")
class NotebookTest {
    private static final Path NOTEBOOKS = Path.of("..", "notebooks");

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = "1-first-attack-and-defense")
    void printsWhatItShows(String name) throws IOException {
        compare(name);
    }

    @ParameterizedTest
    @Tag("full")
    @ValueSource(strings = {"2-your-own-attack", "3-heterogeneity", "4-privacy-and-utility", "5-reading-an-evidence-pack"})
    void printsWhatItShowsInMoreTime(String name) throws IOException {
        compare(name);
    }

    private static void compare(String name) throws IOException {
        Notebook notebook = Notebook.read(NOTEBOOKS.resolve(name + ".ipynb"));
        List<ObjectNode> cells = notebook.code();
        assertTrue(cells.size() > 2, name);
        List<String> printed = Notebook.run(cells);
        for (int i = 0; i < printed.size(); i++) {
            if (Boolean.getBoolean("notebooks.write")) {
                Notebook.keep(cells.get(i), printed.get(i));
            } else {
                assertEquals(Notebook.printed(cells.get(i)), printed.get(i), name + ", after\n" + Notebook.source(cells.get(i)));
            }
        }
        if (Boolean.getBoolean("notebooks.write")) {
            notebook.write();
        }
    }

    /** With a launcher of its own, because the real one would build what is being tested. */
    @Test
    @Tag("full")
    void pythonDrivesFedRange() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path launcher = Files.writeString(folder.resolve("fedrange"), "#!/bin/sh\nexec '" + java + "' --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED -cp '"
                + System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")) + "' org.fedrange.simulator.cli.Main \"$@\"\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        String script = Notebook.read(NOTEBOOKS.resolve("6-from-python.ipynb")).code().stream().map(Notebook::source).collect(Collectors.joining("\n\n"));
        ProcessBuilder python = new ProcessBuilder("python3", "-").redirectErrorStream(true);
        python.environment().put("FEDRANGE_HOME", folder.toString());
        Process process = python.start();
        try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
            in.write(script);
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        assertTrue(said.contains("'result': [2.0, 10.0]"), said);
        assertTrue(said.lines().anyMatch(line -> line.startsWith("sign-flip") && line.contains("multi-krum")), said);
    }
}
