package org.fedrange.simulator.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.fedrange.defenses.CentralDp;
import org.fedrange.simulator.Promises;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.Study;
import org.fedrange.simulator.run.Deals;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Promises of privacy that an experiment could not keep are refused when it is read, with what would help. */
class PrivacyRefusalTest {
    private static final String CENTRAL = "{kind: central-dp, clippingNorm: 1, noiseMultiplier: 2, delta: 0.001}";

    private static Study study(String settings, @Nullable String defense) {
        String text = """
                name: test
                data: {kind: synthetic, examples: 200, classes: 2, features: 5}
                hospitals: 10
                model: {kind: softmax}
                evaluation: {folds: 2}
                defenses: [%s]
                rounds: 5
                """.formatted(defense == null ? CENTRAL : defense) + settings.replace(" / ", "\n") + "\n"
                + (settings.contains("training") ? "" : "training: {kind: distributed-sgd, learningRate: 0.1}\n")
                + (settings.contains("rule") ? "" : "rule: {kind: mean, weighted: false}\n");
        return StudyFile.parse("f.yaml", text, List.of(), new Binder()).study(new Deals(Path.of(".")), "build", "cpu");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            cohort: 5 | | give samplingRate in place of cohort
            rule: {kind: mean} | | write rule: {kind: mean, weighted: false}, or take local-dp
            rule: {kind: krum} | | no such bound is known for this rule
            stages: [{kind: bucketing, size: 2}] | | a stage mixes them before; leave stages out
            training: {kind: scaffold, learningRate: 0.1} | | noises one vector of each node, and scaffold sends more
            secureAggregation: {kind: bonawitz, clippingRange: 1} | | must see each update to bound it
            cohort: 5 / samplingRate: 0.5 | | samplingRate and cohort both say who is invited
            secureAggregation: {kind: bonawitz, clippingRange: 1} / samplingRate: 0.5 | {kind: local-dp, clippingNorm: 1, noiseMultiplier: 2, delta: 0.001} | masks are made for a number of nodes known beforehand
            rule: {kind: fltrust, rootExamples: 10} | {kind: local-dp, clippingNorm: 1, noiseMultiplier: 2, delta: 0.001} | examples are patients of hospitals, whom no noise here protects
            seed: 1 | {kind: distributed-dp, clippingNorm: 1, noiseMultiplier: 2, delta: 0.001} | write secureAggregation: {kind: bonawitz}
            secureAggregation: {kind: bonawitz, clippingRange: 20, bits: 12} / rule: {kind: mean} | {kind: distributed-dp, clippingNorm: 1, noiseMultiplier: 2, delta: 0.001} | write weighted: false
            secureAggregation: {kind: bonawitz, clippingRange: 20, bits: 12} / faults: [{kind: availability, share: 0.9}] | {kind: distributed-dp, clippingNorm: 1, noiseMultiplier: 2, delta: 0.001} | some may not even be invited
            training: {kind: dp-sgd, samplingRate: 0.1, learningRate: 0.1, clippingNorm: 1, noiseMultiplier: 1, epsilon: 0.1, delta: 0.001} | {kind: update-clipping, clippingNorm: 1} | 5 steps with noiseMultiplier 1.0 spend epsilon
            training: {kind: dp-sgd, samplingRate: 0.1, learningRate: 0.1, clippingNorm: 1, noiseMultiplier: 1, delta: 0.1} | {kind: update-clipping, clippingNorm: 1} | below one over the number of units, 1/20
            seed: 1 | {kind: local-dp, clippingNorm: 1, noiseMultiplier: 2, epsilon: 0.5, delta: 0.001} | more than the budget of 0.5; within it are 0 steps, or noiseMultiplier
            seed: 1 | {kind: central-dp, clippingNorm: 1, delta: 0.001} | give noiseMultiplier, or the epsilon
            seed: 1 | {kind: central-dp, clippingNorm: 1, noiseMultiplier: 1, delta: 0.2} | below one over the number of units, 1/10
            """)
    void whatCannotBeKeptIsRefused(String settings, String defense, String why) {
        String refused = String.valueOf(assertThrows(Refusal.class, () -> study(settings, defense)).getMessage());
        assertTrue(refused.contains(why), refused);
        assertTrue(refused.startsWith("f.yaml, line "), refused);
    }

    @Test
    void whatIsLeftOpenFollowsFromTheBudget() {
        Study study = study("samplingRate: 0.5", "{kind: central-dp, clippingNorm: 1, epsilon: 2, delta: 0.001}");
        CentralDp defense = (CentralDp) study.cells().getFirst().experiment().defenses().getFirst();
        assertEquals(5.0, Objects.requireNonNull(defense.expected()));
        assertTrue(defense.noiseMultiplier() != null && defense.noiseMultiplier() > 0.5);
        // A rate is fine where it is Poisson's, and so is everybody.
        study("samplingRate: 0.5", CENTRAL);
        study("seed: 2", CENTRAL);
    }

    /** More than seven of ten nodes must stay, so eight: with one Byzantine seven shares are certain, with a coalition of two beside it five. */
    @Test
    void nodesOfEveryCoalitionWithholdTheirShares() {
        String masked = "secureAggregation: {kind: bonawitz, clippingRange: 20, bits: 12, threshold: 0.7} / adversary: {nodes: 1, attack: {kind: sign-flip}";
        String defense = "{kind: distributed-dp, clippingNorm: 1, noiseMultiplier: 2, delta: 0.001}";
        assertEquals(7, honest(study(masked + "}", defense)));
        assertEquals(5, honest(study(masked + ", coalitions: [{nodes: 2, attack: {kind: zero}}]}", defense)));
    }

    private static int honest(Study study) {
        return Objects.requireNonNull(Promises.attendance(study.cells().getFirst().experiment(), 10).sums()).honest();
    }
}
