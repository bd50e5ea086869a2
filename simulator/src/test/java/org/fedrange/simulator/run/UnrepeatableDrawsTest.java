package org.fedrange.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.util.List;
import org.fedrange.simulator.results.StudyRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Draws of the operating system: what a promise of privacy rests on differs from run to run, and all else stays as it was. */
class UnrepeatableDrawsTest {
    private static final String STUDY =
            """
            name: drawn
            data: {kind: synthetic, examples: 200, classes: 2, features: 3}
            hospitals: 8
            model: {kind: softmax}
            training: {kind: fed-avg, learningRate: 0.1}
            rule: {kind: mean, weighted: false}
            rounds: 3
            evaluation: {every: 3}
            """;
    private static final List<String> PRIVATE = List.of(
            "samplingRate: 0.5\ndefenses: [{kind: central-dp, clippingNorm: 1, noiseMultiplier: 1, delta: 0.01}]\n",
            "defenses: [{kind: local-dp, clippingNorm: 1, noiseMultiplier: 1, delta: 0.01}]\n",
            "secureAggregation: {kind: bonawitz, clippingRange: 20, bits: 12}\ndefenses: [{kind: distributed-dp, clippingNorm: 1, noiseMultiplier: 1, delta: 0.01}]\n");

    @TempDir
    private Path folder = Path.of("");

    private Lab run(String name, String more) {
        return Lab.run(folder.resolve(name), STUDY + more);
    }

    private static List<String> figures(Lab lab) {
        StudyRecord.Entry declared = lab.study().cells().stream().filter(StudyRecord.Entry::declared).findFirst().orElseThrow();
        return lab.run(declared).rounds().stream().map(round -> round.test().toString() + round.trainingLoss()).toList();
    }

    @Test
    void noTwoRunsDrawTheSameNoise() {
        for (String promise : PRIVATE) {
            List<String> seeded = figures(run("seeded", promise));
            assertEquals(seeded, figures(run("again", promise)), promise);
            List<String> once = figures(run("once", promise + "privacyDraws: system\n"));
            assertNotEquals(seeded, once, promise);
            assertNotEquals(once, figures(run("twice", promise + "privacyDraws: system\n")), promise);
        }
    }

    @Test
    void soDoPatientsOfABatch() {
        String patients = STUDY.replaceAll("training:.*\n", "training: {kind: dp-sgd, samplingRate: 0.5, learningRate: 0.5, clippingNorm: 1, noiseMultiplier: 0.01, delta: 0.001}\n")
                + "privacyDraws: system\n";
        assertNotEquals(figures(Lab.run(folder.resolve("a"), patients)), figures(Lab.run(folder.resolve("b"), patients)));
    }

    /** A cell that promises nothing follows the seed; the log says by whose draws a promise is kept. */
    @Test
    void whatPromisesNothingStaysRepeatableAndWhatDoesSaysSo() {
        Lab lab = run("said", "privacyDraws: system\nmatrix:\n  defenses: [[], [{kind: local-dp, clippingNorm: 1, noiseMultiplier: 1, delta: 0.01}]]\n");
        assertEquals(2, lab.study().cells().size());
        for (StudyRecord.Entry cell : lab.study().cells()) {
            boolean promises = cell.column().contains("local-dp");
            boolean says = cell.experiment().contains("\"privacyDraws\": \"system\"");
            assertEquals(promises, says, cell.experiment());
            List<String> reasons = lab.run(cell).decisions().stream().map(decision -> decision.reason()).toList();
            assertEquals(promises, reasons.stream().anyMatch(its -> its.endsWith("by draws of the operating system that nobody can repeat")), reasons.toString());
        }
        assertFalse(run("quiet", PRIVATE.get(1)).study().cells().getFirst().experiment().contains("privacyDraws"));
    }
}
