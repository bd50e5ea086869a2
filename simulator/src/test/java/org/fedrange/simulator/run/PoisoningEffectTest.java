package org.fedrange.simulator.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import org.fedrange.simulator.results.StudyRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attacks on data and the loud attacks on updates, each where it is said to hurt, against the same seed with nobody attacking, on three seeds. */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PoisoningEffectTest {
    private static final String PLAIN = "mean (weighted false)";
    private static final String SEEDS = "  seed: [1, 2, 3]\n";

    private final Lab aimed;
    private final Lab loud;

    PoisoningEffectTest(@TempDir Path folder) {
        aimed = Lab.run(folder.resolve("aimed"), AIMED + SEEDS);
        loud = Lab.run(folder.resolve("loud"), LOUD + SEEDS);
    }

    /** Three of ten hospitals want certain pictures told to be another digit. */
    private static final String AIMED =
            """
            name: aimed
            data: {kind: digits}
            hospitals: 10
            model: {kind: mlp, hidden: [32]}
            training: {kind: fed-avg, learningRate: 0.1, batchSize: 16, localEpochs: 2}
            adversary: {nodes: 3, attack: {kind: none}}
            rule: {kind: mean, weighted: false}
            rounds: 10
            evaluation: {every: 10, metric: accuracy, validation: 0, folds: 2}
            matrix:
              adversary.attack:
                - {kind: targeted-flip, source: 1, target: 7}
                - {kind: feature-collision, source: 1, target: 7}
                - {kind: backdoor, trigger: {kind: patch, size: 2}, target: 0}
                - {kind: backdoor, trigger: {kind: patch, size: 2}, target: 0, distributed: true}
                - {kind: backdoor, trigger: {kind: blend, weight: 0.4}, target: 0}
                - {kind: backdoor, trigger: {kind: edge-case, source: 1}, target: 0}
                - {kind: backdoor, trigger: {kind: semantic, column: 20}, target: 0}
                - {kind: backdoor, trigger: {kind: rare-values}, target: 0}
                - {kind: backdoor, trigger: {kind: patch, size: 2}, target: 0, delivery: [{kind: model-replacement, factor: 3}]}
                - {kind: backdoor, trigger: {kind: patch, size: 2}, target: 0, delivery: [{kind: neurotoxin}]}
                - {kind: backdoor, trigger: {kind: patch, size: 2}, target: 0, delivery: [{kind: constrained}]}
              rule: [{kind: mean, weighted: false}, {kind: median}]
            """;

    private static final String LOUD =
            """
            name: loud
            data: {kind: digits}
            hospitals: 10
            model: {kind: softmax}
            training: {kind: distributed-sgd, batchSize: 32, learningRate: 0.5, momentum: 0.9}
            adversary: {nodes: 3, knowledge: all-updates, attack: {kind: none}}
            rule: {kind: mean, weighted: false}
            rounds: 25
            evaluation: {every: 25, metric: accuracy, validation: 0, folds: 2}
            matrix:
              adversary.attack:
                - {kind: dynamic-label-flip}
                - {kind: feature-noise, deviation: 5}
                - {kind: sample-duplication, label: 3, copies: 50}
                - {kind: sign-flip-mean}
                - {kind: random}
                - {kind: zero}
                - {kind: min-sum}
                - {kind: fang-krum}
                - {kind: fang-trimmed-mean}
              rule: [{kind: mean, weighted: false}, {kind: mean}, {kind: krum}, {kind: trimmed-mean}, {kind: median}]
            """;

    // Measured under the mean, mean of three seeds: 0.39, 0.33, 0.79, 0.32, 0.69, 0.60, 0.25, 0.43, 0.99, 0.81, 0.51; under the median 0.09, 0.00, 0.02, 0.02, 0.13,
    // 0.22, 0.01, 0.07, 0.01, 0.03, 0.04. Of ten digits one is the target. The bound holds on each seed.
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "targeted-flip (source 1, target 7) | 0.2", "feature-collision (source 1, target 7) | 0.08", "backdoor (patch (size 2)) | 0.6",
        "backdoor (patch (size 2), distributed true) | 0.18", "backdoor (blend (weight 0.4)) | 0.5", "backdoor (edge-case (source 1)) | 0.45",
        "backdoor (semantic (column 20)) | 0.12", "backdoor (rare-values) | 0.35", "backdoor (patch (size 2), delivery model-replacement (factor 3)) | 0.9",
        "backdoor (patch (size 2), delivery neurotoxin) | 0.65", "backdoor (patch (size 2), delivery constrained) | 0.35"})
    void theAimedAreDeceivedAndTheMedianHelps(String named, double atLeast) {
        String attack = aimed.study().cells().stream().map(StudyRecord.Entry::attack).filter(label -> label.replace("trigger ", "").equals(named)).findFirst()
                .orElseThrow(() -> new AssertionError(aimed.study().cells().stream().map(StudyRecord.Entry::attack).distinct().toList().toString()));
        SortedMap<Long, Double> reached = aimed.bySeed(attack, PLAIN, Lab::success);
        assertTrue(Collections.min(reached.values()) > atLeast, attack + " reaches " + reached);
        double helped = aimed.leastSuccessAbove(attack, PLAIN, attack, "median");
        assertTrue(helped > 0.07, "the median keeps " + helped + " of it out");
        // Somebody would look if the untouched suffered.
        double kept = aimed.leastAbove(attack, PLAIN, "none", PLAIN);
        assertTrue(kept > -0.2, attack + " costs the untouched " + -kept);
    }

    // Measured on three seeds: clean 0.88, 0.87, 0.88 (krum 0.83, 0.82, 0.79); 0.84, 0.74, 0.45, 0.77, 0.50 in the mean; under krum 0.45, 0.51, 0.45; under the trimmed
    // mean 0.83. The bound holds on each seed.
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "dynamic-label-flip | mean (weighted false) | 0.02", "feature-noise (deviation 5) | mean (weighted false) | 0.1",
        "sample-duplication (label 3, copies 50) | mean | 0.3", "sign-flip-mean | mean (weighted false) | 0.08", "random | mean (weighted false) | 0.2",
        "zero | krum (byzantine 3) | 0.15", "min-sum | krum (byzantine 3) | 0.1", "fang-krum | krum (byzantine 3) | 0.05",
        "fang-trimmed-mean | trimmed-mean (byzantine 3) | 0.01"})
    void itHurtsWhereItIsSaidTo(String attack, String column, double atLeast) {
        double lost = loud.leastAbove("none", column, attack, column);
        assertTrue(lost > atLeast, attack + " costs " + column + " " + lost);
    }

    @Test
    void duplicatesWeighWhereNodesAreWeightedByTheirExamples() {
        String attack = "sample-duplication (label 3, copies 50)";
        double more = loud.leastAbove(attack, PLAIN, attack, "mean");
        assertTrue(more > 0.1, "weighted, they cost " + more + " more");
    }
}
