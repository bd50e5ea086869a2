package org.fedrange.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.fedrange.simulator.results.NodeOutcome;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.StudyRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Attacks that remember, try the rule, ride for free or come under many names, each against the same seeds with nobody attacking. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArsenalEffectTest {
    private static final String PLAIN = "mean (weighted false)";

    private final Lab adapting;
    private final Lab idle;
    private final Lab names;
    private final Lab mimics;
    private final Lab shares;

    ArsenalEffectTest(@TempDir Path folder) {
        adapting = Lab.run(folder.resolve("adapting"), ADAPTING);
        idle = Lab.run(folder.resolve("idle"), IDLE);
        names = Lab.run(folder.resolve("names"), NAMES);
        mimics = Lab.run(folder.resolve("mimics"), MIMICS);
        shares = Lab.run(folder.resolve("shares"), SHARES);
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
              rule: [{kind: multi-krum}, {kind: krum}, {kind: median}]
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
            rule: {kind: median}
            rounds: 40
            evaluation: {every: 40, metric: accuracy, validation: 0, folds: 2}
            matrix:
              adversary.attack: [{kind: mimic, warmup: 5}, {kind: mimic, victim: 4}]
              rule: [{kind: median}, {kind: geometric-median}]
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

    @Test
    void print() {
        for (Lab lab : List.of(adapting, idle, names, mimics, shares)) {
            lab.study().cells().forEach(cell -> System.out.println(lab.study().name() + " | " + cell.attack() + " | " + cell.column() + " | "
                    + lab.run(cell).rounds().getLast().test().get(lab.study().metric())
                    + " refused byz " + refused(lab.run(cell), true) + " honest " + refused(lab.run(cell), false)));
        }
    }

    private static double refused(Run run, boolean byzantine) {
        return run.nodes().stream().filter(node -> node.byzantine() == byzantine && node.kept() != null)
                .mapToDouble(node -> Boolean.TRUE.equals(node.kept()) ? 0 : 1).average().orElse(Double.NaN);
    }
}
