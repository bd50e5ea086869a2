package org.fedrange.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.fedrange.simulator.results.NodeOutcome;
import org.fedrange.simulator.results.Run;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks that remember, try the rule, ride for free or come under many names, each against the same seeds with nobody attacking. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArsenalEffectTest {
    private static final String PLAIN = "mean (weighted false)";

    private static final String ADAPTIVE = "adaptive (evaluations 80)";

    private Lab adapting;
    private Lab idle;
    private Lab names;
    private Lab mimics;
    private Lab shares;

    @BeforeAll
    void run(@TempDir Path folder) {
        String seeds = "  seed: [" + seeds() + "]\n";
        adapting = Lab.run(folder.resolve("adapting"), ADAPTING + seeds);
        idle = Lab.run(folder.resolve("idle"), IDLE + seeds);
        names = Lab.run(folder.resolve("names"), NAMES + seeds);
        mimics = Lab.run(folder.resolve("mimics"), MIMICS + seeds);
        shares = Lab.run(folder.resolve("shares"), SHARES + seeds);
    }

    /** On each of which everything below holds. */
    String seeds() {
        return "1";
    }

    private static final String ADAPTING =
            """
            name: adapting
            data: {kind: digits}
            partition: {kind: dirichlet, alpha: 1}
            hospitals: 10
            model: {kind: softmax}
            training: {kind: distributed-sgd, batchSize: 32, learningRate: 0.5, momentum: 0.9}
            adversary: {nodes: 3, data: own, attack: {kind: none}}
            rule: {kind: median}
            rounds: 40
            evaluation: {every: 40, metric: accuracy, validation: 0, folds: 2}
            matrix:
              adversary.attack:
                - {kind: adaptive, evaluations: 80}
                - {kind: little-is-enough, z: 1.5}
                - {kind: inner-product, scale: 2}
                - {kind: min-max}
              rule: [{kind: multi-krum}, {kind: krum}, {kind: geometric-median}]
              stages: [[], [{kind: nearest-neighbor-mixing}]]
            """;

    /** Half of the nodes do no work, and the model stands where fewer rounds would have brought it. */
    private static final String IDLE =
            """
            name: idle
            data: {kind: digits}
            partition: {kind: dirichlet, alpha: 1}
            hospitals: 10
            model: {kind: softmax}
            training: {kind: fed-avg, localEpochs: 1, batchSize: 32, learningRate: 0.05}
            adversary: {nodes: 5, data: own, attack: {kind: none}}
            rule: {kind: mean, weighted: false}
            rounds: 6
            evaluation: {every: 6, metric: accuracy, validation: 0, folds: 2}
            matrix:
              adversary.attack: [{kind: free-rider}, {kind: free-rider, disguise: noise}, {kind: free-rider, disguise: replay}]
              rule: [{kind: mean, weighted: false}, {kind: fools-gold}]
            """;

    private static final String NAMES =
            """
            name: names
            data: {kind: digits}
            partition: {kind: dirichlet, alpha: 0.5}
            hospitals: 10
            model: {kind: softmax}
            training: {kind: distributed-sgd, batchSize: 64, learningRate: 0.5, momentum: 0.9}
            adversary: {nodes: 12, data: sybil, attack: {kind: none}}
            rule: {kind: mean, weighted: false}
            rounds: 30
            evaluation: {every: 30, metric: accuracy, validation: 0, folds: 2}
            matrix:
              adversary.attack: [{kind: label-flip}]
              rule: [{kind: mean, weighted: false}, {kind: fools-gold}]
            """;

    private static final String MIMICS =
            """
            name: mimics
            data: {kind: digits}
            partition: {kind: shards, shards: 1}
            hospitals: 10
            model: {kind: softmax}
            training: {kind: distributed-sgd, batchSize: 32, learningRate: 0.5, momentum: 0.9}
            adversary: {nodes: 4, data: none, attack: {kind: none}}
            rule: {kind: geometric-median}
            rounds: 40
            evaluation: {every: 40, metric: accuracy, validation: 0, folds: 2}
            matrix:
              adversary.attack: [{kind: mimic, warmup: 5}]
              rule: [{kind: geometric-median}]
              stages: [[], [{kind: bucketing}]]
            """;

    private static final String SHARES =
            """
            name: shares
            data: {kind: digits}
            hospitals: 10
            model: {kind: softmax}
            training: {kind: distributed-sgd, batchSize: 32, learningRate: 0.5, momentum: 0.9}
            adversary: {nodes: 4, data: own, attack: {kind: none}, schedule: {share: 0.5}}
            rule: {kind: mean, weighted: false}
            rounds: 20
            evaluation: {every: 20, metric: accuracy, validation: 0, folds: 2}
            matrix:
              adversary.attack: [{kind: zero}, {kind: label-flip}]
              adversary.schedule: [{share: 0.5}, {}]
            """;

    // Measured on seed 1: clean 0.81, 0.57, 0.88, with mixing 0.84, 0.87, 0.85. The worst of the fixed attacks leaves 0.40, 0.29, 0.35, 0.57, 0.54, 0.57;
    // who tries the chain in force leaves 0.28, 0.10, 0.25, 0.40, 0.44, 0.45. Mean of three seeds: 0.36, 0.21, 0.32, 0.57, 0.59, 0.57 and 0.29, 0.11, 0.26,
    // 0.42, 0.39, 0.43; on one of them the inner product hits multi-krum harder than who looks no farther than a round, on another min-max krum.
    @Test
    void whoTriesTheChainInForceHitsHarderThanEveryFixedAttack() {
        for (String rule : List.of("multi-krum (byzantine 3)", "krum (byzantine 3)", "geometric-median")) {
            for (String stage : List.of("", "nearest-neighbor-mixing (byzantine 3) + ")) {
                String column = stage + rule;
                double adaptive = adapting.figure(ADAPTIVE, column);
                for (String fixed : List.of("little-is-enough", "inner-product", "min-max")) {
                    double its = adapting.figure(fixed, column);
                    assertTrue(its - adaptive > 0.04, column + ": adaptive leaves " + adaptive + ", " + fixed + " " + its);
                }
                double lost = adapting.leastAbove("none", column, ADAPTIVE, column);
                assertTrue(lost > 0.3, column + " loses " + lost);
            }
        }
    }

    // Measured: 0.42, 0.34, 0.31 of three seeds; with free riders 0.22, 0.24, 0.21.
    @ParameterizedTest
    @ValueSource(strings = {"free-rider", "free-rider (disguise noise)"})
    void freeRidersHoldTheOthersBack(String attack) {
        double lost = idle.leastAbove("none", PLAIN, attack, PLAIN);
        assertTrue(lost > 0.06, attack + " costs " + lost);
    }

    // The last step again costs less, 0.29, 0.36, 0.25, on one seed nothing: it goes the honest way, a round late.
    @Test
    void whoRepeatsTheModelsLastStepIsCaughtByWhoLooksForLikeness() {
        assertTrue(refused(idle, "free-rider (disguise replay)", "fools-gold", true) > 0.8, "of the free riders' updates");
        assertTrue(refused(idle, "free-rider (disguise replay)", "fools-gold", false) < 0.05, "of the others'");
        assertTrue(refused(idle, "free-rider (disguise noise)", "fools-gold", true) < 0.05, "noise is like nothing else");
    }

    // Measured: the mean 0.88, 0.86, 0.88, under twelve names of one hospital 0.32, 0.28, 0.30; FoolsGold 0.47, 0.40, 0.54, refusing all of them.
    @Test
    void oneHospitalUnderManyNamesIsCaughtByWhoLooksForLikeness() {
        assertTrue(names.leastAbove("none", PLAIN, "label-flip", PLAIN) > 0.4, "names cost " + names.leastAbove("none", PLAIN, "label-flip", PLAIN));
        assertTrue(refused(names, "label-flip", "fools-gold", true) > 0.95, "refused " + refused(names, "label-flip", "fools-gold", true));
        double gained = names.leastAbove("label-flip", "fools-gold", "label-flip", PLAIN);
        assertTrue(gained > 0.08, "it gives " + gained);
        for (Run caught : runs(names, "label-flip", "fools-gold")) {
            SortedSet<String> byzantine = new TreeSet<>(caught.nodes().stream().filter(NodeOutcome::byzantine).map(NodeOutcome::node).toList());
            assertEquals(12, byzantine.size());
            assertEquals(11, byzantine.stream().filter(name -> name.startsWith("sybil ")).count(), byzantine.toString());
        }
        for (Run twin : runs(names, "none", PLAIN)) {
            assertEquals(10, twin.nodes().stream().map(NodeOutcome::node).distinct().count(), "in the twin there is one of each");
        }
    }

    // Measured: 0.88, 0.88, 0.87, under mimic 0.18, 0.18, 0.21, with buckets of two 0.75, 0.77, 0.77.
    @Test
    void mimicAfterItsWarmUpHurtsWhereHospitalsDifferAndBucketsHelp() {
        String mimic = "mimic (warmup 5)";
        double lost = mimics.leastAbove("none", "geometric-median", mimic, "geometric-median");
        assertTrue(lost > 0.4, "mimic costs " + lost);
        double gained = mimics.leastAbove(mimic, "bucketing + geometric-median", mimic, "geometric-median");
        assertTrue(gained > 0.3, "buckets give " + gained);
    }

    // Measured: 0.86, 0.86, 0.85; with half of the pool in each round 0.82, 0.84, 0.84 and 0.83, 0.82, 0.85; with all of it 0.74, 0.74, 0.78 and
    // 0.66, 0.63, 0.66.
    @ParameterizedTest
    @ValueSource(strings = {"zero", "label-flip"})
    void aShareOfThePoolHurtsLessThanAllOfIt(String attack) {
        double half = shares.leastAbove("none", PLAIN + ", default", attack, PLAIN + ", share 0.5");
        double whole = shares.leastAbove(attack, PLAIN + ", share 0.5", attack, PLAIN + ", default");
        assertTrue(half > 0.002 && whole > 0.04, attack + ": half of the pool costs " + half + ", the other half " + whole);
    }

    private static List<Run> runs(Lab lab, String attack, String column) {
        List<Run> runs = lab.study().cells().stream().filter(cell -> cell.attack().equals(attack) && cell.column().equals(column)).map(lab::run).toList();
        assertFalse(runs.isEmpty(), attack + " under " + column);
        return runs;
    }

    private static double refused(Lab lab, String attack, String column, boolean byzantine) {
        return runs(lab, attack, column).stream().flatMap(run -> run.nodes().stream()).filter(node -> node.byzantine() == byzantine && node.kept() != null)
                .mapToDouble(node -> Boolean.TRUE.equals(node.kept()) ? 0 : 1).average().orElse(Double.NaN);
    }
}
