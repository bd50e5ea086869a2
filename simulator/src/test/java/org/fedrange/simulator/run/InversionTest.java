package org.fedrange.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.fedrange.simulator.results.Leakage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures out of the gradients of a convolutional network, by search: as near as the reference implementation comes, or nearer. */
class InversionTest {
    @TempDir
    private Path folder = Path.of("");

    /** What is found of two layers of convolution and one that is fully connected, 28,938 parameters; that of the reference has 20,746. */
    private Leakage found(int batch, int iterations, int targets) {
        String study = """
                name: inversion
                data: {kind: fashion-mnist, examples: 500}
                hospitals: 5
                model: {kind: cnn, channels: [16, 32], kernel: 5, padding: 2, hidden: []}
                training: {kind: distributed-sgd, batchSize: %d, learningRate: 0.1}
                rule: {kind: mean, weighted: false}
                rounds: 1
                inference: [{kind: gradient-inversion, iterations: %d, targets: %d}]
                """.formatted(batch, iterations, targets);
        Leakage found = Lab.run(folder.resolve("batch " + batch), study).runs().values().iterator().next().leakage().getFirst();
        assertEquals(batch * targets, found.records());
        return found;
    }

    private static double figure(Leakage leakage, String name) {
        return leakage.figures().getOrDefault(name, Double.NaN);
    }

    @Test
    void aPictureIsFoundInAFewSteps() {
        Leakage one = found(1, 300, 1);
        assertTrue(figure(one, "psnr") > figure(one, "psnrOfMean") + 8, () -> "seed 1 " + one.figures());
        assertEquals(1, figure(one, "closer"), () -> "seed 1 " + one.figures());
    }

    /** The smooth LeNet of Zhu et al., where the reference's search came to 20.6 dB in 2,000 steps. */
    @Test
    void theReferencesLenetGivesThePictureAway() {
        String study = """
                name: inversion-lenet
                data: {kind: fashion-mnist, examples: 500}
                hospitals: 5
                training: {kind: distributed-sgd, batchSize: 1, learningRate: 0.1}
                rule: {kind: mean, weighted: false}
                rounds: 1
                inference: [{kind: gradient-inversion, iterations: 400, totalVariation: 0}]
                model: {kind: lenet-zhu}
                """;
        Leakage found = Lab.run(folder.resolve("smooth"), study).runs().values().iterator().next().leakage().getFirst();
        assertTrue(figure(found, "psnr") > 20.6, () -> "seed 1 " + found.figures());
        assertEquals(1, figure(found, "closer"), () -> "seed 1 " + found.figures());
    }

    /** The reference took 2,000 steps for one picture, 20.4 dB on average of three, and 4,000 for a batch of eight, 13.8 dB. */
    @Test
    @Tag("full")
    void qualityIsThatOfTheReferenceOrBetterInHalfOfItsSteps() {
        Leakage one = found(1, 1000, 5);
        assertTrue(figure(one, "psnr") > 20.4, () -> "seed 1 " + one.figures());
        assertEquals(1, figure(one, "closer"), () -> "seed 1 " + one.figures());
        Leakage eight = found(8, 1000, 2);
        assertTrue(figure(eight, "psnr") > 13.8, () -> "seed 1 " + eight.figures());
        assertTrue(figure(eight, "closer") > 0.25, () -> "seed 1 " + eight.figures());
    }
}
