package org.fedrange.simulator.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.OptionalDouble;
import org.fedrange.simulator.results.StudyRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attacks on data and the loud attacks on updates, each where it is said to hurt, against the same seed with nobody attacking. */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PoisoningEffectTest {
    private static final String PLAIN = "mean (weighted false)";

    private final Lab aimed;
    private final Lab loud;

    PoisoningEffectTest(@TempDir Path folder) {
        aimed = Lab.run(folder.resolve("aimed"), AIMED);
        loud = Lab.run(folder.resolve("loud"), LOUD);
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

    private static double success(Lab lab, String attack, String defense) {
        OptionalDouble success = lab.study().cells().stream().filter(cell -> cell.attack().equals(attack) && cell.column().startsWith(defense))
                .mapToDouble(cell -> lab.run(cell).rounds().getLast().attackSuccess()).average();
        return success.orElseThrow(() -> new AssertionError("no cell " + attack + " under " + defense));
    }

    // Measured under the mean: 0.34, 0.40, 0.86, 0.39, 0.70, 0.64, 0.29, 0.45, 0.98, 0.89, 0.61; under the median 0.06, 0.00, 0.02, 0.01, 0.12, 0.43,
    // 0.00, 0.08, 0.01, 0.03, 0.04. Of ten digits one is the target.
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "targeted-flip (source 1, target 7) | 0.2", "feature-collision (source 1, target 7) | 0.25", "backdoor (patch (size 2)) | 0.7",
        "backdoor (patch (size 2), distributed true) | 0.25", "backdoor (blend (weight 0.4)) | 0.5", "backdoor (edge-case (source 1)) | 0.5",
        "backdoor (semantic (column 20)) | 0.18", "backdoor (rare-values) | 0.3", "backdoor (patch (size 2), delivery model-replacement (factor 3)) | 0.9",
        "backdoor (patch (size 2), delivery neurotoxin) | 0.7", "backdoor (patch (size 2), delivery constrained) | 0.45"})
    void theAimedAreDeceivedAndTheMedianHelps(String named, double atLeast) {
        String attack = aimed.study().cells().stream().map(StudyRecord.Entry::attack).filter(label -> label.replace("trigger ", "").equals(named)).findFirst()
                .orElseThrow(() -> new AssertionError(aimed.study().cells().stream().map(StudyRecord.Entry::attack).distinct().toList().toString()));
        double reached = success(aimed, attack, PLAIN);
        assertTrue(reached > atLeast, attack + " reaches " + reached);
        double held = success(aimed, attack, "median");
        assertTrue(reached - held > 0.15, attack + " reaches " + held + " under the median");
        // Somebody would look if the untouched suffered.
        assertTrue(aimed.figure("none", PLAIN) - aimed.figure(attack, PLAIN) < 0.2, attack + " leaves the untouched " + aimed.figure(attack, PLAIN));
    }

    // Measured: clean 0.88 (krum 0.83); 0.85, 0.70, 0.49, 0.77, 0.57; under krum 0.59, 0.65, 0.72; under the trimmed mean 0.86.
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "dynamic-label-flip | mean (weighted false) | 0.02", "feature-noise | mean (weighted false) | 0.1", "sample-duplication | weighted mean | 0.2",
        "sign-flip-mean | mean (weighted false) | 0.06", "random | mean (weighted false) | 0.2", "zero | krum | 0.12", "min-sum | krum | 0.09",
        "fang-krum | krum | 0.05", "fang-trimmed-mean | trimmed-mean | 0.01"})
    void itHurtsWhereItIsSaidTo(String attack, String rule, double atLeast) {
        boolean weighted = rule.equals("weighted mean");
        double lost = weighted ? left(loud, "none", true) - left(loud, attack, true) : loud.figure("none", rule) - loud.figure(attack, rule);
        assertTrue(lost > atLeast, attack + " costs " + rule + " " + lost);
    }

    @Test
    void duplicatesWeighWhereNodesAreWeightedByTheirExamples() {
        double weighted = left(loud, "sample-duplication", true);
        double plain = left(loud, "sample-duplication", false);
        assertTrue(plain - weighted > 0.1, "weighted " + weighted + ", plain " + plain);
    }

    /** What an attack leaves of the accuracy of one of both means. */
    private static double left(Lab lab, String attack, boolean weighted) {
        return lab.study().cells().stream().filter(cell -> cell.attack().startsWith(attack) && cell.column().equals(weighted ? "mean" : PLAIN))
                .mapToDouble(cell -> lab.run(cell).finalTest(lab.study().metric())).average().orElseThrow();
    }
}
