package org.fedrange.simulator.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fedrange.attacks.inference.RocCurve;
import org.fedrange.simulator.LeakageFigures;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.results.Decided;
import org.fedrange.simulator.results.Leakage;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.RunFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What observers see and learn in whole runs. */
class ObserverTest {
    private static final String FASHION = """
            name: observed
            data: {kind: fashion-mnist, examples: 200}
            hospitals: 5
            model: {kind: mlp, hidden: [64]}
            training: {kind: distributed-sgd, batchSize: 1, learningRate: 0.1}
            rule: {kind: mean, weighted: false}
            rounds: 2
            inference: [{kind: analytic-reconstruction, round: 2}, {kind: label-inference}]
            """;

    @TempDir
    private Path folder = Path.of("");

    private static double figure(Leakage leakage, String name) {
        assertTrue(leakage.figures().containsKey(name), () -> name + " is not among " + leakage.figures().keySet());
        return leakage.figures().getOrDefault(name, Double.NaN);
    }

    @Test
    void picturesComeOutOfGradientsOfAPerceptronAboveSixtyDecibels() {
        Run run = Lab.run(folder, FASHION).only();
        Leakage pictures = run.leakage().getFirst();
        assertEquals(5, pictures.contributions());
        assertEquals(5, pictures.records());
        assertTrue(figure(pictures, "psnr") > 60, () -> "psnr " + pictures.figures());
        assertEquals(1, figure(pictures, "closer"));
        assertEquals(1, figure(pictures, "recognised"));
        assertEquals(0, figure(pictures, "closerOfMean"));
        assertEquals(1, figure(pictures, "labels"));
        assertEquals(5, pictures.pictures().size());
        assertEquals(1, figure(run.leakage().getLast(), "labels"));
        // Ten vectors, of two rounds, and as many models: what the attack needed to take momentum out.
        assertEquals(2 * 10 * 4 * (784 * 64 + 64 + 64 * 10 + 10), pictures.bytes());
    }

    @Test
    void underAPlainSecureSumNoUpdateIsSeen() {
        Run run = Lab.run(folder, FASHION.replace("batchSize: 1", "batchSize: 8").replace("[64]", "[16]").replace("rounds: 2", "rounds: 1").replace(", round: 2", "") + "secureAggregation: {kind: bonawitz}\n").only();
        Leakage pictures = run.leakage().getFirst();
        assertEquals(1, pictures.contributions());
        assertEquals(40, pictures.records());
        // A unit that only one of forty examples made speak still gives that one away.
        assertTrue(figure(pictures, "recognised") < 0.1, () -> "recognised " + pictures.figures());
    }

    private static final String IMPRINTED = FASHION.replace("batchSize: 1", "batchSize: 8").replace("[64]", "[256]")
            .replace("[{kind: analytic-reconstruction, round: 2}, {kind: label-inference}]", "[{kind: imprint, round: 2}, {kind: analytic-reconstruction}]");

    /** Of forty pictures in 256 bins (1 - 1/256)^39 = 0.86 are alone in theirs if they spread evenly. */
    @Test
    void anImprintLetsPicturesOutOfAPlainSecureSumThatKeepsThemOtherwise() {
        Run run = Lab.run(folder, IMPRINTED + "secureAggregation: {kind: bonawitz, coordinator: malicious}\n").only();
        Leakage imprint = run.leakage().getFirst();
        assertEquals(1, imprint.contributions());
        assertEquals(40, imprint.records());
        assertTrue(figure(imprint, "recognised") > 0.6, () -> "recognised " + imprint.figures());
        assertTrue(figure(run.leakage().getLast(), "recognised") < 0.3, () -> "recognised " + run.leakage().getLast().figures());
        assertEquals(List.of("crafted-model-sent"), run.decisions().stream().map(Decided::action).toList());
    }

    @Test
    void theRoundOfACraftedModelTeachesNothing() {
        Run with = Lab.run(folder.resolve("with"), IMPRINTED + "evaluation: {every: 1}\n").only();
        assertEquals(2, with.rounds().stream().mapToInt(its -> its.released()).sum());
        assertEquals(with.rounds().getFirst().test(), with.rounds().getLast().test());
        Run without = Lab.run(folder.resolve("without"), IMPRINTED.replace("kind: imprint, round: 2", "kind: label-inference") + "evaluation: {every: 1}\n").only();
        assertNotEquals(without.rounds().getFirst().test(), without.rounds().getLast().test());
        assertEquals(without.rounds().getFirst().test(), with.rounds().getFirst().test());
    }

    @Test
    void aCraftedModelIsTheSameFromActorsAndFromALoop() {
        String groups = IMPRINTED + "secureAggregation: {kind: bonawitz, groupSize: 2}\n";
        Run loop = Lab.run(folder.resolve("loop"), groups).only();
        Run actors = Lab.run(folder.resolve("actors"), groups, new org.fedrange.simulator.actor.Simulation(2)).only();
        assertEquals(loop, actors);
    }

    @Test
    void whereNobodyCouldSendACraftedModelItIsRefused() {
        refusedOf("only one changed model can go out in round 2", IMPRINTED.replace("{kind: analytic-reconstruction}", "{kind: trap-weights, round: 2}"));
        refusedOf("an attacker sits on lines", IMPRINTED + "adversary: {nodes: 1, attack: {kind: eavesdrop}}\n");
        refusedOf("kept for validation", IMPRINTED + "evaluation: {validation: 0}\n");
        refusedOf("such as that of mlp", IMPRINTED.replace("mlp, hidden: [256]", "softmax"));
    }

    private void refusedOf(String words, String yaml) {
        Refusal refusal = assertThrows(Refusal.class, () -> Lab.run(folder.resolve("refused"), yaml));
        assertTrue(String.valueOf(refusal.getMessage()).contains(words), refusal.getMessage());
    }

    @Test
    void patientsAreNeverShown() throws IOException {
        Lab lab = Lab.run(folder, """
                name: records
                data: {kind: pbc3}
                model: {kind: softmax}
                training: {kind: distributed-sgd, batchSize: 1, learningRate: 0.1}
                rule: {kind: mean, weighted: false}
                rounds: 1
                inference: [{kind: analytic-reconstruction}]
                """);
        Run run = lab.only();
        Leakage records = run.leakage().getFirst();
        // One patient of each of six hospitals in each of five folds, to the last digit; and only means of their errors are kept.
        assertEquals(30, records.records());
        assertEquals(1, figure(records, "closer"));
        assertEquals(1, figure(records, "exactCategories"));
        assertTrue(figure(records, "exactCategoriesOfMean") < 0.9);
        assertEquals(List.of(), records.pictures());
        assertFalse(records.figures().containsKey("psnr"));
        try (var logs = Files.walk(folder.resolve("audit"))) {
            List<Path> files = logs.filter(file -> file.endsWith("log.jsonl")).toList();
            assertTrue(files.size() > 0 && files.stream().allMatch(ObserverTest::namesTheView));
        }
    }

    private static boolean namesTheView(Path log) {
        try {
            return Files.readString(log).contains("\"view-attacked\"");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void fewPatientsGiveNoFigure() {
        Run run = Lab.run(folder, """
                name: few
                data: {kind: pbc3}
                evaluation: {folds: 2}
                model: {kind: softmax}
                training: {kind: distributed-sgd, batchSize: 1, learningRate: 0.1}
                rule: {kind: mean, weighted: false}
                rounds: 1
                inference: [{kind: analytic-reconstruction, targets: 4}]
                """).only();
        assertEquals(8, run.leakage().getFirst().records());
        assertTrue(run.leakage().getFirst().figures().isEmpty());
    }

    @Test
    void observersChangeNothingElseAndAttackByzantineNodesNot() {
        String attacked = FASHION + "adversary: {nodes: 2, attack: {kind: sign-flip, scale: 5}}\n";
        Run with = Lab.run(folder.resolve("with"), attacked).only();
        Run without = Lab.run(folder.resolve("without"), attacked.replaceAll("inference: .*\n", "")).only();
        assertEquals(without.rounds(), with.rounds());
        assertEquals(3, with.leakage().getFirst().contributions());
        assertTrue(figure(with.leakage().getFirst(), "psnr") > 60);
    }

    @Test
    void theSameExperimentLeaksTheSameBytes() {
        String batch = FASHION.replace("batchSize: 1", "batchSize: 2").replace("[64]", "[32]").replace("examples: 200", "examples: 100");
        Run one = Lab.run(folder.resolve("one"), batch).only();
        Run other = Lab.run(folder.resolve("other"), batch, new org.fedrange.simulator.actor.Simulation(2)).only();
        assertArrayEquals(RunFile.bytes(one), RunFile.bytes(other));
    }

    @Test
    void everyAttackOnTheSameViewSaysTheSame() {
        String all = """
                name: all
                data: {kind: wdbc}
                hospitals: 4
                model: {kind: mlp, hidden: [8]}
                training: {kind: fed-avg, batchSize: 64, learningRate: 0.1}
                rule: {kind: mean, weighted: false}
                rounds: 2
                evaluation: {folds: 2}
                inference:
                  - {kind: analytic-reconstruction}
                  - {kind: gradient-inversion, iterations: 5}
                  - {kind: label-inference}
                  - {kind: property-inference, column: 7, imagined: 10}
                  - {kind: source-inference}
                  - {kind: loss-threshold}
                  - {kind: difficulty-calibration, shadows: 2}
                  - {kind: lira, shadows: 4}
                  - {kind: rmia, shadows: 2}
                  - {kind: gradient-alignment}
                  - {kind: attribute-inference, column: 7}
                  - {kind: model-extraction, queries: 20}
                """;
        Run one = Lab.run(folder.resolve("one"), all).only();
        assertTrue(one.leakage().stream().allMatch(its -> LeakageFigures.ALL.containsAll(its.figures().keySet())), () -> one.leakage().toString());
        assertTrue(one.leakage().stream().filter(its -> !its.figures().isEmpty()).count() >= 8, () -> one.leakage().toString());
        assertArrayEquals(RunFile.bytes(one), RunFile.bytes(Lab.run(folder.resolve("other"), all, new org.fedrange.simulator.actor.Simulation(2)).only()));
    }

    /** With an epsilon of one for whole hospitals an update is noise, and what is read off it no nearer than what everybody guesses. */
    @Test
    void underASmallEpsilonPicturesAreNotFound() {
        String one = FASHION.replace("rounds: 2", "rounds: 1").replace(", round: 2", "");
        Leakage open = Lab.run(folder.resolve("open"), one).only().leakage().getFirst();
        assertEquals(1, figure(open, "closer"), "seed 1");
        Leakage noised = Lab.run(folder.resolve("noised"), one + "defenses: [{kind: local-dp, clippingNorm: 1, epsilon: 1, delta: 0.001}]\n").only().leakage().getFirst();
        assertEquals(open.records(), noised.records());
        assertEquals(0, figure(noised, "closer"), () -> "seed 1 " + noised.figures());
        assertEquals(0, figure(noised, "recognised"), () -> "seed 1 " + noised.figures());
        assertTrue(figure(noised, "psnr") < figure(noised, "psnrOfMean"), () -> "seed 1 " + noised.figures());
    }

    @Test
    void whatCannotBeSeenIsRefused() {
        Refusal late = assertThrows(Refusal.class, () -> Lab.run(folder, FASHION.replace("round: 2}", "round: 3}")));
        assertTrue(late.toString().contains("there are only 2 rounds to observe, got 3"), late::toString);
        Refusal convolution = assertThrows(Refusal.class, () -> Lab.run(folder, FASHION.replace("{kind: mlp, hidden: [64]}", "{kind: lenet}")));
        assertTrue(convolution.toString().contains("fully connected"), convolution::toString);
        Refusal column = assertThrows(Refusal.class, () -> Lab.run(folder, FASHION.replace("{kind: label-inference}", "{kind: attribute-inference, column: 784}")));
        assertTrue(column.toString().contains("from 0 to 783, got 784"), column::toString);
    }

    @Test
    void membersOfPbc3AreScoredOverAllFolds() {
        Run run = Lab.run(folder, """
                name: members
                data: {kind: pbc3}
                model: {kind: mlp, hidden: [32]}
                training: {kind: distributed-sgd, learningRate: 0.5}
                rule: {kind: mean, weighted: false}
                rounds: 60
                inference: [{kind: loss-threshold}, {kind: lira, shadows: 16}, {kind: gradient-alignment}]
                """).only();
        for (Leakage leakage : run.leakage()) {
            // In each of five folds all patients but those kept for validation; each is an other exactly once.
            assertTrue(figure(leakage, "auc") > 0.5, () -> leakage.inference() + " " + leakage.figures());
            assertEquals(31, leakage.roc().size());
            assertEquals(1, leakage.roc().getLast());
            assertTrue(figure(leakage, "tprAtFpr0.01Low") <= figure(leakage, "tprAtFpr0.01"));
            assertTrue(figure(leakage, "tprAtFpr0.01") <= figure(leakage, "tprAtFpr0.01High"));
            assertEquals("released-models", leakage.knowledge());
        }
        assertTrue(figure(run.leakage().get(1), "auc") > figure(run.leakage().getFirst(), "auc"));
    }

    @Test
    void sharesOfPatientsAreReadOffUpdatesAndNotOffOneSum() {
        String given = """
                name: property
                data: {kind: wdbc}
                hospitals: 8
                partition: {kind: dirichlet, alpha: 0.3}
                model: {kind: softmax}
                training: {kind: fed-avg, localEpochs: 1, batchSize: 8, learningRate: 0.1}
                rule: {kind: mean, weighted: false}
                rounds: 1
                inference: [{kind: property-inference, imagined: 60}]
                """;
        Leakage updates = Lab.run(folder.resolve("updates"), given).only().leakage().getFirst();
        assertEquals(40, updates.records());
        assertTrue(figure(updates, "shareError") < 0.9 * figure(updates, "shareErrorOfPopulation"), () -> "seed 1 " + updates.figures());
        // By chance 20 of 40, with a deviation of 3.2: 28 is two and a half of them away.
        assertTrue(figure(updates, "rightSide") > 0.7, () -> "seed 1 " + updates.figures());
        Leakage sum = Lab.run(folder.resolve("sum"), given + "secureAggregation: {kind: bonawitz}\n").only().leakage().getFirst();
        // One sum a fold, too few to tell anything of; each hospital's share is not asked any more.
        assertEquals(5, sum.contributions());
        assertTrue(sum.figures().isEmpty());
    }

    @Test
    void featuresAreFilledInAndModelsStolen() {
        Run run = Lab.run(folder, """
                name: released
                data: {kind: wdbc}
                hospitals: 5
                model: {kind: mlp, hidden: [16]}
                training: {kind: distributed-sgd, learningRate: 0.5}
                rule: {kind: mean, weighted: false}
                rounds: 40
                inference:
                  - {kind: attribute-inference, column: 7}
                  - {kind: model-extraction, queries: 300}
                  - {kind: model-extraction, queries: 4, decimals: 0}
                """).only();
        Leakage filled = run.leakage().getFirst();
        assertTrue(figure(filled, "attribute") > 0.1, () -> "one of ten values " + filled.figures());
        assertTrue(figure(filled, "attributeOfOthers") > 0.1, () -> "one of ten values " + filled.figures());
        assertEquals("released-models", filled.knowledge());
        Leakage stolen = run.leakage().get(1);
        assertEquals("predictions", stolen.knowledge());
        // 300 answers of two numbers in each of five folds; every patient is a test patient once.
        assertEquals(5 * 300 * 2 * 4, stolen.bytes());
        assertEquals(569, stolen.records());
        assertTrue(figure(stolen, "fidelity") > 0.95, () -> "seed 1 " + stolen.figures());
        assertTrue(figure(stolen, "fidelityOfCommonest") < 0.7);
        assertTrue(figure(run.leakage().getLast(), "fidelity") < figure(stolen, "fidelity"), () -> "four questions " + run.leakage().getLast().figures());
    }

    private static final String SOURCES = """
            name: sources
            data: {kind: pbc3}
            model: {kind: mlp, hidden: [32]}
            training: {kind: fed-avg, localEpochs: 20, batchSize: 8, learningRate: 0.1}
            rule: {kind: mean, weighted: false}
            rounds: 1
            inference: [{kind: source-inference}]
            """;

    @Test
    void recordsAreTracedToTheirHospitalButNotThroughASecureSum() {
        Leakage updates = Lab.run(folder.resolve("updates"), SOURCES).only().leakage().getFirst();
        assertEquals(1 / 6.0, figure(updates, "sourceByChance"), 1e-12);
        assertTrue(figure(updates, "source") > 0.3, () -> "traced " + updates.figures());
        Leakage sum = Lab.run(folder.resolve("sum"), SOURCES + "secureAggregation: {kind: bonawitz}\n").only().leakage().getFirst();
        assertEquals(updates.records(), sum.records());
        // Drawn among six: the share found has a deviation of sqrt(5/36 / records).
        double deviation = Math.sqrt(5 / 36.0 / sum.records());
        assertEquals(1 / 6.0, figure(sum, "source"), 4 * deviation, () -> "seed 1, " + sum.records() + " records");
    }

    @Test
    void aSmallEpsilonHoldsMembershipNearChance() {
        Leakage lira = Lab.run(folder, """
                name: private
                data: {kind: pbc3}
                model: {kind: mlp, hidden: [32]}
                training: {kind: dp-sgd, samplingRate: 0.5, learningRate: 0.2, clippingNorm: 1, epsilon: 0.5, delta: 0.001}
                rule: {kind: mean, weighted: false}
                rounds: 10
                inference: [{kind: lira, shadows: 16}]
                """).only().leakage().getFirst();
        // Under what the promise allows any attack, and within three deviations of chance: 0.5 and about sqrt((1115 + 349 + 1) / (12 * 1115 * 349)).
        assertTrue(figure(lira, "tprAtFpr0.1Low") <= RocCurve.most(0.5, 0.001, 0.1), () -> "seed 1: " + lira.figures());
        assertEquals(0.5, figure(lira, "auc"), 0.054, () -> "seed 1: " + lira.figures());
    }
}
