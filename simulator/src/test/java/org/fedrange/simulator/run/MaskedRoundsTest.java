package org.fedrange.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.fedrange.learning.metric.Metric;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.actor.Simulation;
import org.fedrange.simulator.results.Round;
import org.fedrange.simulator.results.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secure aggregation in whole runs: the same learning under masks, dropouts in every exchange, groups, and nothing that leaks. */
class MaskedRoundsTest {
    @TempDir
    private Path folder = Path.of("");

    private Lab lab(String name, String more) {
        return lab(name, more, new LoopDriver());
    }

    private Lab lab(String name, String more, Driver driver) {
        return Lab.run(folder.resolve(name),
                """
                name: masked
                data: {kind: synthetic, examples: 240, features: 4}
                partition: {kind: iid}
                hospitals: 12
                model: {kind: softmax}
                training: {kind: distributed-sgd, batchSize: 10, learningRate: 0.3}
                rounds: 15
                quorum: 0.3
                evaluation: {every: 15, folds: 2, validation: 0}
                """
                        + more,
                driver);
    }

    private Run run(String name, String more) {
        Lab lab = lab(name, more);
        return lab.run(lab.study().cells().getFirst());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{kind: bonawitz}", "{kind: bonawitz, coordinator: malicious}", "{kind: bell, corruption: 0.05, dropout: 0.05}"})
    void theSumUnderMasksTeachesWhatThePlainMeanTeaches(String scheme) {
        String rule = "rule: {kind: mean, weighted: true}\n";
        Run plain = run("plain", rule);
        Run masked = run("masked", rule + "secureAggregation: " + scheme + "\n");
        assertEquals(plain.finalTest(Metric.AUC), masked.finalTest(Metric.AUC), 0.005);
        assertEquals(plain.round(15).trainingLoss(), masked.round(15).trainingLoss(), 0.001);
        assertTrue(masked.rounds().stream().allMatch(round -> round.released() == 2 && round.accepted() == 24));
        // Keys and shares have their price on the wire.
        assertTrue(masked.round(1).bytesUp() > 2 * plain.round(1).bytesUp());
    }

    @Test
    void dropoutsInEveryExchangeAreBorneOrEndTheRoundInTheOpen() throws IOException {
        Run run = run("lossy", """
                rule: {kind: mean, weighted: false}
                secureAggregation: {kind: bonawitz}
                channel: {lossProbability: 0.02}
                faults: [{kind: crash, probability: 0.05, rounds: 1}]
                """);
        assertTrue(run.rounds().stream().mapToInt(Round::released).sum() >= 20, "released " + run.rounds().stream().mapToInt(Round::released).sum());
        assertTrue(run.rounds().stream().mapToInt(Round::lost).sum() > 10);
        assertTrue(run.rounds().stream().mapToInt(Round::crashed).sum() > 5);
        String all = text(folder.resolve("lossy"));
        for (String exchange : List.of("advertise-keys", "share-keys", "masked-input", "unmasking")) {
            assertTrue(all.contains(exchange), exchange);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"coordinator: malicious, groupSize: 4", "groupSize: 3"})
    void actorsAndPlainLoopAgreeUnderMasksToTheByte(String kind) {
        // Losses and crashes in every exchange, and an adversary with a node that holds no data.
        String text = """
                rule: {kind: trimmed-mean, byzantine: 1}
                channel: {lossProbability: 0.02}
                faults: [{kind: crash, probability: 0.05, rounds: 1}]
                adversary: {nodes: 1, data: none, attack: {kind: little-is-enough, z: 1.5}}
                """ + "secureAggregation: {kind: bonawitz, " + kind + "}\n";
        Lab loop = lab("loop", text);
        Lab actors = lab("actors", text, new Simulation(2));
        assertEquals(loop.runs(), actors.runs());
        assertTrue(loop.runs().values().stream().allMatch(run -> run.rounds().stream().anyMatch(round -> round.released() > 0)));
    }

    @Test
    void belowTheThresholdThereIsNoModel() {
        Run run = run("few", """
                rule: {kind: mean, weighted: false}
                secureAggregation: {kind: bonawitz, threshold: 0.9}
                channel: {lossProbability: 0.1}
                """);
        assertTrue(run.rounds().stream().mapToInt(Round::quorumMissed).sum() >= 20);
    }

    @Test
    void groupsShowARobustRuleTheOutlierThatASumHides() {
        String attack = "adversary: {nodes: 2, attack: {kind: sign-flip, scale: 20}}\n";
        Lab sum = lab("sum", attack + "rule: {kind: mean, weighted: false}\nsecureAggregation: {kind: bonawitz, clippingRange: 1}\n");
        Lab groups = lab("groups", attack + "rule: {kind: median}\nsecureAggregation: {kind: bonawitz, clippingRange: 1, groupSize: 2}\n");
        double hidden = sum.run(sum.study().cells().getFirst()).finalTest(Metric.AUC);
        double seen = groups.run(groups.study().cells().getFirst()).finalTest(Metric.AUC);
        double twin = groups.figure("none", "");
        // A Byzantine node is not bound by the clipping range of honest ones: under its mask it sends what it likes.
        assertTrue(hidden < 0.5, "under a plain sum " + hidden);
        assertTrue(seen > 0.6 && seen > hidden + 0.2, "median of groups " + seen + ", twin " + twin);
    }

    @Test
    void aNormBoundShutsOutTheGroupOfTheOutlierOnly() {
        Run run = run("bound", """
                adversary: {nodes: 1, attack: {kind: sign-flip, scale: 50}}
                rule: {kind: mean, weighted: false}
                secureAggregation: {kind: bonawitz, groupSize: 4, normBound: 5}
                """);
        long shutOut = run.nodes().stream().filter(node -> Boolean.FALSE.equals(node.kept())).count();
        // One group of four in each of 15 rounds of two folds.
        assertTrue(shutOut > 60 && shutOut % 4 == 0, shutOut + " shut out");
        assertTrue(run.nodes().stream().filter(node -> node.byzantine() && Boolean.TRUE.equals(node.kept())).count() < 15);
    }

    @Test
    void whatCannotWorkIsRefusedWithTheRemedy() {
        Refusal blind = assertThrows(Refusal.class, () -> run("a", "rule: {kind: median}\nsecureAggregation: {kind: bonawitz}\n"));
        assertTrue(String.valueOf(blind.getMessage()).contains("give groupSize"), blind.getMessage());
        Refusal nameless = assertThrows(Refusal.class, () -> run("b", "rule: {kind: fools-gold}\nsecureAggregation: {kind: bonawitz, groupSize: 2}\n"));
        assertTrue(String.valueOf(nameless.getMessage()).contains("must know each node's update"), nameless.getMessage());
        Refusal wide = assertThrows(Refusal.class, () -> run("c", "rule: {kind: mean}\nsecureAggregation: {kind: bonawitz, bits: 30}\n"));
        assertTrue(String.valueOf(wide.getMessage()).contains("choose at most 28 bits"), wide.getMessage());
        Refusal integers = assertThrows(Refusal.class,
                () -> run("d", "adversary: {nodes: 1, attack: {kind: nan}}\nrule: {kind: mean}\nsecureAggregation: {kind: bonawitz}\n"));
        assertTrue(String.valueOf(integers.getMessage()).contains("integers are sent"), integers.getMessage());
        Refusal sparse = assertThrows(Refusal.class,
                () -> run("e", "rule: {kind: mean}\nsecureAggregation: {kind: bell, corruption: 0.4, dropout: 0.4}\n"));
        assertTrue(String.valueOf(sparse.getMessage()).contains("choose kind: bonawitz"), sparse.getMessage());
    }

    private static String text(Path folder) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
