package org.fedrange.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {
    @TempDir
    private Path folder = Path.of("");

    private record Said(int code, String text) {}

    private static Said fedrange(List<String> arguments) {
        StringWriter said = new StringWriter();
        int code = CommandLineInterface.execute(new PrintWriter(said), new PrintWriter(said), arguments.toArray(String[]::new));
        return new Said(code, said.toString());
    }

    /** Sign-flip times five against mean and multi-krum, which leaves the turned ward out, on six seeds. */
    private Path run(String... settings) {
        Path results = folder.resolve("results");
        List<String> arguments = new ArrayList<>(List.of(
                "run", Path.of("..", "configs", "quickstart.yaml").toString(), "--out", results.toString(), "--set", "rounds=20", "--set",
                "matrix={adversary.attack: [{kind: sign-flip, scale: 5}], rule: [{kind: mean, weighted: false}, {kind: multi-krum}], seed: [1, 2, 3, 4, 5, 6]}"));
        for (String setting : settings) {
            arguments.addAll(List.of("--set", setting));
        }
        Said said = fedrange(arguments);
        assertEquals(0, said.code(), said.text());
        return results;
    }

    @Test
    void exitCodesSayTheVerdict() throws IOException {
        // Six runs without success leave at most 1 - 0.05^(1/6) = 0.393; with six successes at least 0.05^(1/6) = 0.607.
        String results = run("risk={tolerance: 0.4, loss: 0.1}").toString();
        Said within = fedrange(List.of("gate", results));
        assertEquals(0, within.code(), within.text());
        assertTrue(within.text().contains("Verdict: within."), within.text());
        Said exceeds = fedrange(List.of("gate", results, "--defense", "mean (weighted false)"));
        assertEquals(10, exceeds.code(), exceeds.text());
        assertTrue(Files.readString(Path.of(results).resolve("risks.csv")).contains("FL-T01"), "risks.csv");
        assertEquals(2, fedrange(List.of("gate", results, "--defense", "nothing")).code());
    }

    @Test
    void tooFewRunsAreSaid() {
        Said said = fedrange(List.of("gate", run("risk={tolerance: 0.2, loss: 0.1}").toString()));
        assertEquals(11, said.code(), said.text());
        // 14 runs without success are the least for 0.2: 8 more.
        assertTrue(said.text().contains("  8\n"), said.text());
    }
}
