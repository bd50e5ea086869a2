package org.fedrange.simulator.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fedrange.aggregation.Aggregator;
import org.fedrange.aggregation.Context;
import org.fedrange.aggregation.Krum;
import org.fedrange.aggregation.State;
import org.fedrange.aggregation.Update;
import org.fedrange.learning.DoubleVector;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Streams;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.cli.CommandLineInterface;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FedRange used as a library. */
class LaboratoryTest {
    private static final String EXPERIMENT = """
            name: embedded
            data: {kind: pbc3}
            model: {kind: softmax}
            training: {kind: distributed-sgd, learningRate: 0.5}
            adversary: {nodes: 1, attack: {kind: sign-flip, scale: 5}}
            rule: {kind: mean, weighted: false}
            rounds: 5
            matrix:
              seed: [1, 2]
            """;

    @TempDir
    private Path folder = Path.of("");

    /** The same tables as the command line's, to the byte. */
    @Test
    void givesTheNumbersOfTheCommandLine() throws IOException {
        Trial trial = Laboratory.in(folder.resolve("java")).run(EXPERIMENT);
        Path file = Files.writeString(folder.resolve("embedded.yaml"), EXPERIMENT);
        StringWriter said = new StringWriter();
        int code = CommandLineInterface.execute(new PrintWriter(said), new PrintWriter(said), "run", file.toString(), "--out", folder.resolve("shell").toString());
        assertEquals(0, code, said::toString);
        for (var table : trial.tables().entrySet()) {
            assertEquals(Files.readString(folder.resolve("shell").resolve(table.getKey())), table.getValue(), table.getKey());
        }
        assertTrue(said.toString().contains(trial.table()), said::toString);
        assertEquals(2, trial.runs("sign-flip", "mean").size());
        double mean = (trial.runs("sign-flip", "mean").get(0).finalTest(trial.study().metric()) + trial.runs("sign-flip", "mean").get(1).finalTest(trial.study().metric())) / 2;
        assertEquals(mean, trial.figure("sign-flip", "mean"), 1e-15);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> trial.figure("flip", "mean")).toString().contains("there are"));
    }

    @Test
    void everyTrialHasAFolderOfItsOwn() {
        Laboratory laboratory = Laboratory.in(folder);
        Trial first = laboratory.run(EXPERIMENT);
        Trial second = laboratory.run(EXPERIMENT);
        assertNotEquals(first.folder(), second.folder());
        assertEquals(first.tables(), second.tables());
    }

    @Test
    void whatCannotBeRunIsRefused() {
        assertTrue(assertThrows(Refusal.class, () -> Laboratory.in(folder).run(EXPERIMENT.replace("rounds: 5", "rounds: 0"))).toString().contains("rounds"));
        Refusal tuned = assertThrows(Refusal.class, () -> Laboratory.in(folder).run(EXPERIMENT.replace(", learningRate: 0.5", "") + "tune: {path: training.learningRate, values: [0.1, 0.5]}\n"));
        assertTrue(tuned.toString().contains("tune is carried out by fedrange run alone"), tuned::toString);
    }

    /** A rule alone, without an experiment. Krum with f = 1 adds the squared distances to the n - f - 2 = 2 nearest: of 0 and 1 each 0 + 1; the first of equals wins. */
    @Test
    void aRuleWorksByItself() {
        List<Update> updates = List.of(update(0, 0), update(1, 0), update(2, 1), update(3, 1), update(4, 100));
        Aggregator.Result result = new Krum(1, 1).aggregate(new Context(1, DoubleVector.zeros(1), new Streams(1).of("rule", 1, 0)), State.NONE, updates);
        assertEquals(0, result.vector().get(0));
    }

    private static Update update(int node, double value) {
        return new Update(new NodeId(node, "h" + node), 1, DoubleVector.of(value), 1);
    }
}
