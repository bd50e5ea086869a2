package org.fedrange.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.fedrange.simulator.results.Decided;
import org.fedrange.simulator.results.Measured;
import org.fedrange.simulator.results.NodeOutcome;
import org.fedrange.simulator.results.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each defense around the rule helps in a whole run, against the same seeds without it, and what it measures and decides is in the results. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DefenseEffectTest {
    private static final String PLAIN = "mean (weighted false)";

    private final Lab turned;
    private final Lab refused;

    DefenseEffectTest(@TempDir Path folder) {
        turned = Lab.run(folder.resolve("turned"), TURNED);
        refused = Lab.run(folder.resolve("refused"), REFUSED);
    }

    /** Half of ten hospitals and one more are turned: no majority is left to look for. */
    private static final String TURNED =
            """
            name: turned
            data: {kind: synthetic, examples: 1500, classes: 5, features: 20, signal: 3}
            partition: {kind: iid}
            hospitals: 10
            model: {kind: softmax}
            training: {kind: distributed-sgd, batchSize: 16, learningRate: 0.5, momentum: 0.9}
            adversary: {nodes: 6, data: own, knowledge: all-updates, attack: {kind: none}}
            rule: {kind: mean, weighted: false}
            rounds: 30
            evaluation: {every: 30, metric: accuracy, validation: 0.2}
            matrix:
              adversary.attack: [{kind: sign-flip, scale: 2}, {kind: label-flip}]
              rule: [{kind: mean, weighted: false}, {kind: median}, {kind: fltrust, rootExamples: 40}]
            """;

    /** Two of ten send noise, which multi-krum refuses in every round. */
    private static final String REFUSED =
            """
            name: refused
            data: {kind: synthetic, examples: 600, classes: 3, features: 10, signal: 3}
            partition: {kind: iid}
            hospitals: 10
            model: {kind: softmax}
            training: {kind: distributed-sgd, batchSize: 16, learningRate: 0.5}
            adversary: {nodes: 2, data: own, attack: {kind: none}}
            rule: {kind: multi-krum}
            rounds: 10
            evaluation: {every: 10, metric: accuracy, folds: 2}
            matrix:
              adversary.attack: [{kind: gaussian, deviation: 10}]
              defenses: [[], [{kind: exclusion, refusals: 3}, {kind: update-clipping, clippingNorm: 0.05}]]
            """;

    @ParameterizedTest
    @ValueSource(strings = {"sign-flip", "label-flip"})
    void rootDataHelpsWhereMostNodesAreByzantine(String attack) {
        double clean = turned.figure("none", PLAIN);
        double trusted = turned.figure(attack, "fltrust");
        assertTrue(clean - turned.figure(attack, PLAIN) > 0.3, attack + " costs the mean " + (clean - turned.figure(attack, PLAIN)));
        assertTrue(trusted - turned.figure(attack, "median") > 0.3, "over the median " + (trusted - turned.figure(attack, "median")));
        assertTrue(clean - trusted < 0.1, "fltrust leaves " + (clean - trusted));
    }

    @Test
    void theCoordinatorsExamplesAreNamedInTheResults() {
        assertTrue(turned.study().notices().stream().anyMatch(notice -> notice.startsWith("The coordinator has 40 examples of its own")),
                turned.study().notices().toString());
    }

    private Run refused(String attack, String defense) {
        return refused.run(refused.study().cells().stream()
                .filter(cell -> cell.attack().startsWith(attack) && cell.column().contains(defense)).findFirst().orElseThrow());
    }

    @Test
    void whoIsRefusedThreeTimesInARowIsShutOutOpenly() {
        Run run = refused("gaussian", "exclusion");
        List<String> byzantine = run.nodes().stream().filter(NodeOutcome::byzantine).map(NodeOutcome::node).distinct().toList();
        assertEquals(2, byzantine.size());
        // Both Byzantine nodes in each of two folds, after round 3, and nobody else.
        assertEquals(
                List.of(1, 1, 2, 2), run.decisions().stream().map(Decided::fold).toList(), run.decisions().toString());
        for (Decided decided : run.decisions()) {
            assertEquals(3, decided.round());
            assertTrue(byzantine.stream().anyMatch(name -> decided.reason().equals(name + ": refused 3 times in a row")), decided.reason());
        }
        assertEquals(3, run.nodes().stream().filter(NodeOutcome::byzantine).mapToInt(NodeOutcome::round).max().orElseThrow());
        assertEquals(20, run.round(3).accepted());
        assertEquals(16, run.round(4).accepted());
        assertEquals(20, refused("gaussian", "multi-krum").round(4).accepted());
    }

    // A node refused at random as one of two of ten is so three times in a row in 1 of 125 tries; two may be.
    @Test
    void theHonestAreShutOutNoMoreOftenThanDeclared() {
        Run twin = refused("none", "exclusion");
        assertTrue(twin.decisions().size() <= 4, twin.decisions().toString());
    }

    @Test
    void whatHooksMeasureIsInTheResults() {
        Run run = refused("gaussian", "exclusion");
        Measured first = Objects.requireNonNull(run.round(1).measured().get("update-clipping.normBefore"));
        // Eight honest hospitals in two folds measure; the Byzantine do as they like.
        assertEquals(16, first.count());
        assertTrue(first.least() > 0.05 && first.least() <= first.mean() && first.mean() <= first.most(), first.toString());
    }
}
