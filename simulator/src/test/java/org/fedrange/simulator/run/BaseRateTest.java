package org.fedrange.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Objects;
import org.fedrange.simulator.results.BaseRate;
import org.fedrange.simulator.results.ClassFigure;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.StudyRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaseRateTest {
    private static final String YAML = """
            name: anyway
            data: {kind: pbc3}
            model: {kind: softmax}
            training: {kind: distributed-sgd, learningRate: 0.5}
            adversary: {nodes: 1}
            rule: {kind: mean, weighted: false}
            rounds: 5
            matrix:
              adversary.attack:
                - {kind: targeted-flip, source: 0, target: 1}
                - {kind: backdoor, trigger: {kind: rare-values}, target: 1}
                - {kind: sign-flip, scale: 5}
            seed: 1
            """;

    @TempDir
    private Path folder = Path.of("");

    private static StudyRecord.Entry attacked(Lab lab, String attack) {
        return lab.study().cells().stream().filter(cell -> cell.attack().startsWith(attack)).findFirst().orElseThrow();
    }

    @Test
    void twinsAreAskedWhatTheyTellThoseWhomAnAttackAimsAt() {
        Lab lab = Lab.run(folder, YAML);
        Run flip = lab.run(attacked(lab, "targeted-flip"));
        Run twin = Objects.requireNonNull(lab.runs().get(Objects.requireNonNull(attacked(lab, "targeted-flip").twin())));
        BaseRate base = Objects.requireNonNull(flip.base());
        assertEquals(flip.rounds().getLast().aimed(), base.aimed());
        // Of two classes, who is of the first and not told so is told the second: the twin's own count of its first class.
        ClassFigure first = twin.classes().getFirst();
        assertEquals(1 - Objects.requireNonNull(first.recall()), base.share(), 1e-9);
        assertTrue(base.deceived() > 0 && base.deceived() < base.aimed(), base.toString());
        assertNull(lab.run(attacked(lab, "sign-flip")).base(), "it aims at nobody");
        assertNull(twin.base());
        BaseRate triggered = Objects.requireNonNull(lab.run(attacked(lab, "backdoor")).base());
        assertEquals(lab.run(attacked(lab, "backdoor")).rounds().getLast().aimed(), triggered.aimed());
    }

    @Test
    void theLogStillNamesTheRunAsItEnded() {
        Lab lab = Lab.run(folder, YAML);
        Run flip = lab.run(attacked(lab, "targeted-flip"));
        assertEquals(FederatedCell.digest(flip), FederatedCell.digest(flip.beside(new BaseRate(1, 1))));
        // The same study again has nothing to do and changes nothing.
        assertEquals(lab.runs(), Lab.run(folder, YAML).runs());
    }
}
