package org.fedrange.simulator.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fedrange.aggregation.Aggregator;
import org.fedrange.simulator.config.Family;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule helps in a whole run, under an attack it was made for, against the same seeds with nobody attacking: a new rule is covered, too. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RuleEffectTest {
    private static final String PLAIN = "mean (weighted false)";

    /** Against few that act as one, and against backdoors: tested on their own. */
    private static final Set<String> OTHER_AIMS = Set.of("fools-gold", "robust-learning-rate");

    /** Where the default is for larger models or larger data, or trusts a node that is Byzantine with this seed. */
    private static final Map<String, String> SIZED = Map.of(
            "centered-clipping", ", radius: 0.3", "fltrust", ", rootExamples: 30", "mean", ", weighted: false", "monna", ", pivot: 10");

    private final Lab turned;
    private final Lab unlike;

    RuleEffectTest(@TempDir Path folder) {
        String rules = Family.kinds(Aggregator.class, List.of()).keySet().stream().filter(kind -> !OTHER_AIMS.contains(kind))
                .map(kind -> "{kind: " + kind + SIZED.getOrDefault(kind, "") + "}").collect(Collectors.joining(", "));
        turned = Lab.run(folder.resolve("turned"), """
                name: turned
                data: {kind: synthetic, examples: 1320, classes: 5, features: 20, signal: 3}
                partition: {kind: dirichlet, alpha: 3}
                hospitals: 11
                model: {kind: softmax}
                training: {kind: distributed-sgd, batchSize: 16, learningRate: 0.3, momentum: 0.9}
                adversary: {nodes: 2, data: own, knowledge: all-updates, attack: {kind: none}}
                rule: {kind: median}
                rounds: 40
                evaluation: {every: 40, metric: accuracy, folds: 2}
                matrix:
                  adversary.attack: [{kind: sign-flip, scale: 8}]
                  rule: [%s]
                """.formatted(rules));
        unlike = Lab.run(folder.resolve("unlike"), UNLIKE);
    }

    /** Hospitals that see few classes each: one alone is not everybody, and what acts as one stands out. */
    private static final String UNLIKE =
            """
            name: unlike
            data: {kind: synthetic, examples: 1440, classes: 6, features: 20, signal: 3}
            partition: {kind: dirichlet, alpha: 0.2}
            hospitals: 12
            model: {kind: softmax}
            training: {kind: distributed-sgd, batchSize: 16, learningRate: 0.3, momentum: 0.9}
            adversary: {nodes: 5, data: none, knowledge: all-updates, attack: {kind: none}}
            rule: {kind: mean, weighted: false}
            rounds: 40
            evaluation: {every: 40, metric: accuracy, folds: 2}
            matrix:
              adversary.attack: [{kind: inner-product, scale: 3}]
              rule: [{kind: mean, weighted: false}, {kind: krum, byzantine: 1}, {kind: fools-gold}]
              stages: [[], [{kind: bucketing}], [{kind: adaptive-robust-clipping}]]
            """;

    static Stream<String> rules() {
        return Family.kinds(Aggregator.class, List.of()).keySet().stream().filter(kind -> !OTHER_AIMS.contains(kind) && !kind.equals("mean"));
    }

    // Measured: 0.88 and more of what it costs, krum 0.91, most others 0.95 to 1.
    @ParameterizedTest
    @MethodSource("rules")
    void mostOfWhatTurnedUpdatesCostTheMeanIsRestoredBy(String rule) {
        double clean = turned.figure("none", PLAIN);
        double lost = clean - turned.figure("sign-flip", PLAIN);
        assertTrue(lost > 0.4, "sign-flip costs the mean " + lost);
        double restored = (turned.figure("sign-flip", rule) - turned.figure("sign-flip", PLAIN)) / lost;
        assertTrue(restored > 0.7, rule + " restores " + restored);
    }

    // Measured: the mean falls to 0.03, with fools-gold it stays at 0.68.
    @Test
    void foolsGoldSeesThroughManyThatActAsOne() {
        double gained = unlike.figure("inner-product", "fools-gold") - unlike.figure("inner-product", PLAIN);
        assertTrue(gained > 0.4, "fools-gold gives " + gained);
    }

    // Measured without attack: krum 0.44, over buckets of two 0.58.
    @Test
    void bucketsMakeUnlikeHospitalsMoreAlikeForKrum() {
        double gained = unlike.figure("none", "bucketing + krum") - unlike.figure("none", "krum");
        assertTrue(gained > 0.05, "bucketing gives krum " + gained);
    }

    // Measured: 0.03 without, 0.20 with: clipped, they still are 5 of 17.
    @Test
    void clippingTheLongestLeavesLessToTheTurned() {
        double gained = unlike.figure("inner-product", "adaptive-robust-clipping (byzantine 5) + mean") - unlike.figure("inner-product", PLAIN);
        assertTrue(gained > 0.1, "adaptive robust clipping gives the mean " + gained);
    }
}
