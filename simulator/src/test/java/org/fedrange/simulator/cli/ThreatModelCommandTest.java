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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThreatModelCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private record Said(int code, String text) {}

    private Said threatModel(Path file) {
        StringWriter said = new StringWriter();
        int code = CommandLineInterface.execute(
                new PrintWriter(said), new PrintWriter(said), "threat-model", file.toString(), "--out", folder.resolve("model").toString());
        return new Said(code, said.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"threat-models/public-api-classifier.yaml", "threat-models/recommender.yaml", "configs/quickstart.yaml"})
    void pageAndDiagramsAreWritten(String file) throws IOException {
        Said said = threatModel(Path.of("..").resolve(file));
        assertEquals(0, said.code(), said.text());
        String page = Files.readString(folder.resolve("model").resolve("threat-model.html"));
        for (String part : List.of("Data-flow diagram", "Who sees what in plain", "Threats, part by part")) {
            assertTrue(page.contains(part), part);
        }
        assertEquals(file.startsWith("configs"), page.contains("Threats to federated learning"));
        assertEquals(file.startsWith("threat-models"), page.contains("asserted, not measured"));
        assertTrue(Files.readString(folder.resolve("model").resolve("dfd.drawio")).startsWith("<mxfile"));
        assertTrue(Files.readString(folder.resolve("model").resolve("dfd.svg")).startsWith("<svg"));
    }

    @Test
    void whatIsNeitherIsRefused() throws IOException {
        Said said = threatModel(Files.writeString(folder.resolve("wrong.yaml"), "name: x\nelemnts: []\n"));
        assertEquals(2, said.code(), said.text());
        assertFalse(Files.exists(folder.resolve("model")));
        Said typo = threatModel(Files.writeString(folder.resolve("typo.yaml"), "name: x\nelements: []\nflow: []\n"));
        assertEquals(2, typo.code(), typo.text());
        assertTrue(typo.text().contains("flows"), typo.text());
    }
}
