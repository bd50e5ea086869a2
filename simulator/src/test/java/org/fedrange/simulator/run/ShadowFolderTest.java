package org.fedrange.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.fedrange.simulator.Cell;
import org.fedrange.simulator.config.Binder;
import org.fedrange.simulator.config.StudyFile;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.results.Run;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shadow models outlive a kill, and are gone once the cell is finished. */
class ShadowFolderTest {
    private static final String STUDY = """
            name: shadows
            data: {kind: pbc3}
            model: {kind: mlp, hidden: [32]}
            training: {kind: distributed-sgd, batchSize: 32, learningRate: 0.5, momentum: 0.9}
            rule: {kind: mean, weighted: false}
            rounds: %d
            evaluation: {folds: %d}
            inference: [{kind: lira, shadows: %d}, {kind: rmia, shadows: 2}]
            """;

    @TempDir
    private Path folder = Path.of("");

    private static List<Path> files(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void whatWasTrainedBeforeAKillIsNotTrainedAgain() throws IOException {
        Deals deals = new Deals(folder);
        Cell cell = StudyFile.parse("experiment.yaml", STUDY.formatted(5, 2, 4), List.of(), new Binder()).study(deals, "build", "cpu").cells().getFirst();
        ResultsFolder results = new ResultsFolder(folder);
        // As a kill leaves it just before the cell is saved.
        Run run = Views.of(cell, deals, results).run();
        List<Path> kept = files(results.shadows(cell.id()));
        // Four and two in each of two folds.
        assertEquals(12, kept.size(), kept.toString());
        Files.delete(kept.getFirst());
        Files.write(kept.get(1), Arrays.copyOf(Files.readAllBytes(kept.get(1)), 100));
        assertEquals(run, Views.of(cell, deals, results).run());
        assertEquals(kept, files(results.shadows(cell.id())));
        // Those that lie there are what is used.
        Files.copy(kept.get(2), kept.get(1), StandardCopyOption.REPLACE_EXISTING);
        assertNotEquals(run.leakage(), Views.of(cell, deals, results).run().leakage());
        results.save(run);
        assertFalse(Files.exists(results.shadows(cell.id())));
        assertEquals(run, results.run(cell.id()).orElseThrow());
    }

    @Test
    @Tag("full")
    void sixtyFourModelsOfPbc3AreTrainedInUnderAMinute() {
        Lab lab = assertTimeout(Duration.ofMinutes(1), () -> Lab.run(folder, STUDY.formatted(60, 5, 64)));
        assertTrue(lab.runs().values().stream().allMatch(run -> run.leakage().getFirst().figures().containsKey("auc")));
    }
}
