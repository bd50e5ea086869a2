package org.fedrange.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.results.Leakage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model trained under a secure sum shows of hospitals that hold one class each. */
class ClassInversionTest {
    private static final String INVERTED = """
            name: class-inversion
            data: {kind: fashion-mnist, examples: 1000}
            hospitals: 10
            partition: {kind: shards, shards: 1}
            model: {kind: softmax}
            training: {kind: distributed-sgd, batchSize: 16, learningRate: 0.1}
            secureAggregation: {kind: bonawitz}
            rule: {kind: mean, weighted: false}
            rounds: 30
            evaluation: {every: 30}
            inference: [{kind: class-inversion}]
            seed: 1
            """;

    @TempDir
    private Path folder = Path.of("");

    private Leakage leakage(String yaml) {
        return Lab.run(folder, yaml).only().leakage().getFirst();
    }

    private static double figure(Leakage leakage, String name) {
        return leakage.figures().getOrDefault(name, Double.NaN);
    }

    @Test
    void aModelShowsWhatEachClassLooksLike() {
        Leakage leakage = leakage(INVERTED);
        assertTrue(figure(leakage, "ownClass") > 0.75, () -> "seed 1 " + leakage.figures());
        assertTrue(figure(leakage, "classCosine") > 0.4, () -> "seed 1 " + leakage.figures());
        assertTrue(figure(leakage, "mse") < figure(leakage, "mseOfMean"), () -> "seed 1 " + leakage.figures());
        assertEquals("released-models", leakage.knowledge());
        assertEquals(1, leakage.contributions());
        assertEquals(10, leakage.pictures().size());
    }

    @Test
    void aModelThatHasLearnedNothingShowsNothing() {
        Leakage leakage = leakage(INVERTED.replace("learningRate: 0.1", "learningRate: 1.0e-9"));
        // Ten classes: the right one once in ten, with a deviation of 0.095.
        assertTrue(figure(leakage, "ownClass") < 0.4, () -> "seed 1 " + leakage.figures());
        assertEquals(0, figure(leakage, "classCosine"), 0.2, () -> "seed 1 " + leakage.figures());
    }

    @Test
    void ofPatientsThereAreNoPictures() {
        Leakage leakage = leakage("""
                name: patients
                data: {kind: wdbc}
                hospitals: 5
                model: {kind: mlp, hidden: [16]}
                training: {kind: distributed-sgd, learningRate: 0.5}
                rule: {kind: mean, weighted: false}
                rounds: 40
                inference: [{kind: class-inversion}]
                """);
        assertEquals(1, figure(leakage, "ownClass"), () -> "seed 1 " + leakage.figures());
        assertTrue(figure(leakage, "classCosine") > 0.4, () -> "seed 1 " + leakage.figures());
        assertFalse(leakage.figures().containsKey("psnr"));
        assertTrue(leakage.pictures().isEmpty());
    }

    @Test
    void whoHasNoExamplesOfTheirOwnIsRefused() {
        Refusal refusal = assertThrows(Refusal.class, () -> leakage(INVERTED.replace("{every: 30}", "{every: 30, validation: 0}")));
        assertTrue(String.valueOf(refusal.getMessage()).contains("class-inversion starts from the mean of the observer's own examples"), refusal.getMessage());
    }
}
