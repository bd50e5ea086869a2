package org.fedrange.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.fedrange.simulator.results.Round;
import org.fedrange.simulator.results.Run;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks that send what no number is, that enlarge, that search, and that hide their length: each reaches its goal on each of three seeds. */
class CraftedEffectTest {
    private static final String PLAIN = "mean (weighted false)";
    private static final String CLIPPED = "clipping (clippingNorm 0.5) + " + PLAIN;

    /** Two of six send what is no number, and four answers are two thirds. */
    private static String silenced(String attack) {
        return """
                name: silenced
                data: {kind: synthetic, examples: 300, classes: 3, features: 10, signal: 3}
                hospitals: 6
                model: {kind: softmax}
                training: {kind: distributed-sgd, batchSize: 16, learningRate: 0.5}
                adversary: {nodes: 2, attack: {kind: none}}
                rule: {kind: mean, weighted: false}
                rounds: 4
                evaluation: {every: 4, metric: accuracy, validation: 0, folds: 2}
                matrix:
                  adversary.attack: [{kind: %s}]
                  quorum: [0.6, 0.7]
                  seed: [1, 2, 3]
                """.formatted(attack);
    }

    /** Each hospital knows one or two digits; one of ten enlarges what it has learned. */
    private static final String ENLARGED =
            """
            name: enlarged
            data: {kind: digits}
            partition: {kind: shards, shards: 1}
            hospitals: 10
            model: {kind: softmax}
            training: {kind: fed-avg, learningRate: 0.1, batchSize: 16, localEpochs: 1}
            adversary: {nodes: 1, attack: {kind: none}}
            rule: {kind: mean, weighted: false}
            rounds: 25
            evaluation: {every: 25, metric: accuracy, validation: 0, folds: 2}
            matrix:
              adversary.attack: [{kind: scale}, {kind: scale, factor: 1}]
              stages: [[], [{kind: clipping, clippingNorm: 0.5}]]
              seed: [1, 2, 3]
            """;

    /** Four nodes beside ten unlike hospitals know all updates and the rule. */
    private static String searched(String attack) {
        return """
                name: searched
                data: {kind: digits}
                partition: {kind: dirichlet, alpha: 0.3}
                hospitals: 10
                model: {kind: softmax}
                training: {kind: distributed-sgd, batchSize: 32, learningRate: 0.5, momentum: 0.9}
                adversary: {nodes: 4, data: none, attack: {kind: none}}
                rule: {kind: mean, weighted: false}
                rounds: 25
                evaluation: {every: 25, metric: accuracy, validation: 0, folds: 2}
                matrix:
                  adversary.attack: [{kind: %s}, {kind: little-is-enough, z: 0.3}]
                  rule: [{kind: mean, weighted: false}, {kind: median}, {kind: krum}]
                  seed: [1, 2, 3]
                """.formatted(attack);
    }

    /** Three of ten hospitals put a patch into their pictures and enlarge what comes of it. */
    private static final String HIDDEN =
            """
            name: hidden
            data: {kind: digits}
            hospitals: 10
            model: {kind: mlp, hidden: [32]}
            training: {kind: fed-avg, learningRate: 0.1, batchSize: 16, localEpochs: 2}
            adversary: {nodes: 3, attack: {kind: none}}
            rule: {kind: sign-guard}
            rounds: 10
            evaluation: {every: 10, metric: accuracy, validation: 0, folds: 2}
            matrix:
              adversary.attack:
                - {kind: backdoor, trigger: {kind: patch, size: 2}, target: 0, delivery: [{kind: model-replacement, factor: 10}]}
                - {kind: backdoor, trigger: {kind: patch, size: 2}, target: 0, delivery: [{kind: model-replacement, factor: 10}, {kind: norm-bounded, norm: 0.5}]}
              seed: [1, 2, 3]
            """;

    /** Where the coordinator asks for more answers than are left without them, no round ends in a model; where it asks for fewer, each does. */
    @ParameterizedTest
    @ValueSource(strings = {"nan", "infinite"})
    void noModelIsReleasedWhereTooFewSendNumbers(String attack, @TempDir Path folder) {
        Lab lab = Lab.run(folder, silenced(attack));
        // Four rounds in each of two folds on three seeds.
        for (String quorum : new String[] {"0.6", "0.7"}) {
            assertEquals(24, released(lab, "none", quorum));
        }
        assertEquals(24, released(lab, attack, "0.6"));
        assertEquals(0, released(lab, attack, "0.7"));
        double lost = lab.leastAbove("none", PLAIN + ", 0.7", attack, PLAIN + ", 0.7");
        assertTrue(lost > 0.15, attack + " costs " + lost);
    }

    private static int released(Lab lab, String attack, String quorum) {
        return lab.study().cells().stream().filter(cell -> cell.attack().equals(attack) && cell.column().endsWith(quorum)).map(lab::run).map(Run::rounds)
                .flatMap(rounds -> rounds.stream()).mapToInt(Round::released).sum();
    }

    // Measured: 0.88, 0.89, 0.89 without and with factor 1, 0.61 to 0.68 with factor 10; clipped 0.77 to 0.84 with and without attack.
    @Test
    @Tag("full")
    void whatOneNodeEnlargesIsWhatTheMeanBecomes(@TempDir Path folder) {
        Lab lab = Lab.run(folder, ENLARGED);
        double lost = lab.leastAbove("none", PLAIN, "scale", PLAIN);
        assertTrue(lost > 0.05, "scale costs the mean " + lost);
        assertTrue(lab.leastAbove("scale (factor 1)", PLAIN, "none", PLAIN) > -1e-9, "factor 1 is what the node would send");
        double clipped = lab.leastAbove("scale", CLIPPED, "none", CLIPPED);
        assertTrue(clipped > -0.02, "clipping leaves " + clipped);
    }

    // Measured: the mean 0.89, 0.80, 0.81 without, 0.10 and 0.02 with either. Where four nodes send nearly the mean, a shift of 0.3, the median gives 0.79, 0.72,
    // 0.67 and krum 0.81, 0.72, 0.67; the best inner product found leaves 0.25, 0.19, 0.15 and 0.42, 0.36, 0.41, the best shift 0.47, 0.56, 0.40 and 0.44, 0.42, 0.43.
    @ParameterizedTest
    @Tag("full")
    @ValueSource(strings = {"optimal-inner-product", "optimal-little-is-enough"})
    void theBestFoundHarmsTheRuleInForce(String attack, @TempDir Path folder) {
        Lab lab = Lab.run(folder, searched(attack));
        double mean = lab.leastAbove("none", PLAIN, attack, PLAIN);
        assertTrue(mean > 0.5, attack + " costs the mean " + mean);
        for (String rule : new String[] {"median", "krum (byzantine 4)"}) {
            double harder = lab.leastAbove("little-is-enough (z 0.3)", rule, attack, rule);
            assertTrue(harder > 0.1, attack + " takes " + harder + " more from " + rule + " than a small shift");
        }
    }

    // Measured: enlarged without a bound, 0.002, because the coordinator leaves out what is too long; within it 0.58 to 0.73.
    @Test
    @Tag("full")
    void whoStaysWithinTheBallIsNotLeftOutForItsLength(@TempDir Path folder) {
        Lab lab = Lab.run(folder, HIDDEN);
        String open = "backdoor (trigger patch (size 2), delivery model-replacement (factor 10))";
        String hidden = "backdoor (trigger patch (size 2), delivery model-replacement (factor 10) + norm-bounded (norm 0.5))";
        double more = lab.leastSuccessAbove(hidden, "sign-guard", open, "sign-guard");
        assertTrue(more > 0.4, "staying within the ball deceives " + more + " more");
        double lost = -lab.leastAbove(hidden, "sign-guard", "none", "sign-guard");
        assertTrue(lost < 0.15, "the untouched lose " + lost);
    }
}
