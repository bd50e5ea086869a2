package org.fedrange.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fedrange.simulator.data.EventFile;
import org.fedrange.simulator.results.Curves;
import org.fedrange.simulator.results.Given;
import org.fedrange.simulator.results.Json;
import org.fedrange.simulator.results.ResultsFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardCommandTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyFinishedCellIsARunOfItsOwn() throws IOException {
        ResultsFolder results = new ResultsFolder(folder.resolve("results"));
        results.write(ResultsFolder.STUDY, Json.text(Given.study("curves", 0.1)));
        results.save(Given.run("a1", 0.5));
        results.save(Given.run("n2", 0.7));
        StringWriter text = new StringWriter();
        Path out = folder.resolve("curves");
        assertEquals(0, CommandLineInterface.execute(
                new PrintWriter(text), new PrintWriter(text), "tensorboard", results.path().toString(), "--out", out.toString()), text::toString);
        assertEquals("Written: 2 runs; tensorboard --logdir " + out + "\n", text.toString());
        assertArrayEquals(EventFile.of(Curves.of(Given.run("a1", 0.5))), Files.readAllBytes(out.resolve("sign-flip/mean/seed-1-a1").resolve(EventFile.NAME)));
        assertFalse(Files.exists(out.resolve("sign-flip/mean/seed-2-a2")), "not finished");
    }
}
