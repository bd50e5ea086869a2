package org.fedrange.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.fedrange.simulator.actor.Simulation;
import org.fedrange.simulator.results.NodeOutcome;
import org.fedrange.simulator.results.Round;
import org.fedrange.simulator.results.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs whose messages are signed or sealed: the same model, and nothing that was changed on the way. */
class ProtectedRunTest {
    @TempDir
    private Path folder = Path.of("");

    private static String study(String security, String more) {
        return """
                name: protected
                data: {kind: synthetic, examples: 120, features: 4}
                partition: {kind: iid}
                hospitals: 4
                model: {kind: softmax}
                training: {kind: scaffold, learningRate: 0.3, batchSize: 32, localEpochs: 1}
                channel: {security: %s}
                rule: {kind: mean}
                rounds: 3
                evaluation: {every: 3, validation: 0, folds: 2}
                %s
                """.formatted(security, more);
    }

    private Run run(String name, String yaml) {
        Lab lab = Lab.run(folder.resolve(name), yaml);
        return lab.run(lab.study().cells().getFirst());
    }

    private static List<String> figures(Run run) {
        return run.rounds().stream().map(Round::test).map(Object::toString).toList();
    }

    /** Whether the audit logs of a study, with the words beside them, say something. */
    private boolean audited(String name, String words) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(name).resolve("audit"))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(words)) {
                    return true;
                }
            }
        }
        return false;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secureAggregation: {kind: bonawitz, coordinator: malicious}"})
    void protectionChangesNoModelAndBothDriversAgree(String more) {
        String training = more.isEmpty() ? "scaffold, learningRate: 0.3, batchSize: 32" : "fed-avg, learningRate: 0.3, batchSize: 32";
        Run plain = run("none", study("none", more).replace("scaffold, learningRate: 0.3, batchSize: 32", training));
        for (String level : List.of("authenticated", "sealed", "sealed-hybrid")) {
            String yaml = study(level, more).replace("scaffold, learningRate: 0.3, batchSize: 32", training);
            Run itself = run(level, yaml);
            assertEquals(figures(plain), figures(itself), level);
            assertTrue(itself.nodes().stream().allMatch(node -> node.fate().equals("accepted")), level);
            // Headers, certificates and signatures take their time on the line.
            assertTrue(itself.rounds().getFirst().millis() > plain.rounds().getFirst().millis(), level);
            Lab actors = Lab.run(folder.resolve(level + " actors"), yaml, new Simulation(2));
            assertEquals(itself, actors.run(actors.study().cells().getFirst()), level);
        }
    }

    /** A damaged message counts as it comes where nothing protects it; else the hospital is as good as cut off. */
    @Test
    void whatIsDamagedOnTheWayIsRefusedAuditedAndAsGoodAsLost() throws IOException {
        String damaged = "faults: [{kind: corruption, probability: 1, hospitals: [hospital 2]}]";
        Run cut = run("cut", study("sealed", "faults: [{kind: network-partition, from: 1, until: 3, hospitals: [hospital 2]}]"));
        for (String level : List.of("authenticated", "sealed")) {
            Run run = run("damaged " + level, study(level, damaged));
            assertEquals(figures(cut), figures(run), level);
            List<NodeOutcome> its = run.nodes().stream().filter(node -> node.node().equals("hospital 2")).toList();
            assertTrue(its.stream().allMatch(node -> node.fate().equals("lost") && node.reason().startsWith("it refused the invitation: ")), its.toString());
            assertTrue(audited("damaged " + level, "it refused the invitation: "), level);
        }
        assertNotEquals(figures(cut), figures(run("damaged", study("none", damaged))));
    }
}
