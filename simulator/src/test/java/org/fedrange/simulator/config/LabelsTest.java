package org.fedrange.simulator.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.fedrange.simulator.Study;
import org.fedrange.simulator.run.Deals;
import org.fedrange.simulator.run.StudyDescription;
import org.junit.jupiter.api.Test;

class LabelsTest {
    private static final String EXPERIMENT = """
            name: labels
            data: {kind: synthetic, examples: 200, features: 9, classes: 4}
            hospitals: 12
            model: {kind: softmax}
            training: {kind: fed-avg, learningRate: 0.1}
            adversary: {nodes: 1}
            rule: {kind: mean, weighted: false}
            secureAggregation: {kind: bonawitz, bits: 16, clippingRange: 100}
            rounds: 5
            matrix:
              adversary.attack: [{kind: none}, {kind: sign-flip}]
            """;

    private static List<String> columns(String defense) {
        StudyFile file = StudyFile.parse("f.yaml", EXPERIMENT + "defenses: [" + defense + "]\n", List.of(), new Binder());
        Deals deals = new Deals(Path.of("."));
        Study study = file.study(deals, "build", "cpu");
        return new StudyDescription(file, study, deals, null).record("build", "cpu").cells().stream().filter(its -> its.declared()).map(its -> its.defense()).distinct().toList();
    }

    /** What a hospital adds depends on how many honest ones are sure to add with it, and those are as many whether the others attack or not. */
    @Test
    void aDefenseHasOneNameWhateverAttacks() {
        assertEquals(1, columns("{kind: distributed-dp, clippingNorm: 1, epsilon: 4, delta: 0.01}").size());
        assertEquals(1, columns("{kind: distributed-dp, noise: skellam, clippingNorm: 1, epsilon: 4, delta: 0.01}").size());
        // With both, one does not follow from the other.
        assertEquals(
                List.of("mean (weighted false) + distributed-dp (clippingNorm 1, noiseMultiplier 3, epsilon 40, delta 0.01)"),
                columns("{kind: distributed-dp, clippingNorm: 1, noiseMultiplier: 3, epsilon: 40, delta: 0.01}"));
        assertEquals(
                List.of("mean (weighted false) + distributed-dp (clippingNorm 1, noiseMultiplier 1.5, delta 0.01)"),
                columns("{kind: distributed-dp, clippingNorm: 1, noiseMultiplier: 1.5, delta: 0.01}"));
    }
}
