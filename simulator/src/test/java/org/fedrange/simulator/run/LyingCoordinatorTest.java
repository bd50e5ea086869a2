package org.fedrange.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.actor.Simulation;
import org.fedrange.simulator.results.Decided;
import org.fedrange.simulator.results.NodeOutcome;
import org.fedrange.simulator.results.Round;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.WireFigure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whole runs under a coordinator who lies, with nine hospitals in one sum or ten in two groups: without a safeguard it has the victim's update, up to its rounding to 20 bits; with it a
 * hospital stops, or what the coordinator has stays under masks.
 */
class LyingCoordinatorTest {
    private static final Pattern ERROR = Pattern.compile("relative error ([0-9.e+-]+)");

    @TempDir
    private Path folder = Path.of("");

    private static String study(String attack, String scheme) {
        return """
                name: lying
                data: {kind: wdbc}
                hospitals: 9
                model: {kind: mlp, hidden: [5]}
                training: {kind: distributed-sgd, batchSize: 1000, learningRate: 0.1, momentum: 0}
                adversary: {nodes: [hospital 4], attack: {kind: %s}}
                secureAggregation: {kind: bonawitz, clippingRange: 1%s}
                rule: {kind: mean, weighted: false}
                rounds: 4
                evaluation: {every: 4, validation: 0, folds: 2}
                """.formatted(attack, scheme);
    }

    private Lab lab(String name, String attack, String scheme) {
        return Lab.run(folder.resolve(name), study(attack, scheme));
    }

    private static Run run(Lab lab) {
        return lab.run(lab.study().cells().getFirst());
    }

    private static List<Double> errors(Run run) {
        return run.decisions().stream().filter(its -> its.action().equals("update-recovered")).map(Decided::reason).map(ERROR::matcher).filter(Matcher::find)
                .map(its -> Double.valueOf(its.group(1))).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "both-shares | , without: [never-both]", "key-substitution | ''", "fake-hospitals | ''", "split-survivors, colluders: 3 | ''",
        "key-substitution | , coordinator: malicious, without: [signed-keys]",
        "model-inconsistency | , without: [model-bound]"})
    void withoutTheSafeguardTheUpdateIsRecoveredInEveryRound(String attack, String scheme) {
        Run run = run(lab("open", attack, scheme));
        assertEquals(List.of(4 * 2, 4 * 2), run.wire().stream().flatMap(its -> List.of(its.attempted(), its.accepted()).stream()).toList());
        assertEquals(8, errors(run).size());
        assertTrue(errors(run).stream().allMatch(error -> error < 5e-3), errors(run).toString());
        // Nobody notices: the victim has its answers accepted, and models are released.
        assertEquals(8, run.rounds().stream().mapToInt(Round::released).sum());
    }

    /** Ten hospitals in two groups of five. The accomplices are not in the victim's group by themselves: the coordinator draws groups, and puts them there. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "both-shares | , without: [never-both] | 8", "key-substitution | '' | 8", "fake-hospitals | '' | 8", "split-survivors, colluders: 2 | '' | 8",
        "model-inconsistency | , without: [model-bound] | 8", "cohort-intersection | , without: [least-difference] | 4",
        "replayed-shares | , without: [round-bound, fresh-keys, model-bound] | 4"})
    void inGroupsTheVictimsOwnSumIsStruckAt(String attack, String scheme, int recovered) {
        Run run = run(Lab.run(folder.resolve("groups"), grouped(attack, scheme)));
        assertEquals(List.of(recovered, recovered), List.of(run.wire().getFirst().attempted(), run.wire().getFirst().accepted()));
        assertEquals(recovered, errors(run).size());
        assertTrue(errors(run).stream().allMatch(error -> error < 2e-2), errors(run).toString());
        assertEquals(8, run.rounds().stream().mapToInt(Round::released).sum());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "both-shares | '' | its masks stay on", "key-substitution | , coordinator: malicious | are not signed by it",
        "split-survivors, colluders: 2 | , coordinator: malicious | its masks stay on", "cohort-intersection | '' | its masks stay on",
        "model-inconsistency | '' | its masks stay on", "replayed-shares | '' | its masks stay on"})
    void inGroupsTheSameSafeguardsStopItAndCostThatGroupAlone(String attack, String scheme, String reason) {
        Run run = run(Lab.run(folder.resolve("groups"), grouped(attack, scheme)));
        WireFigure wire = run.wire().getFirst();
        assertEquals(0, wire.accepted());
        assertTrue(wire.attempted() > 0 && wire.refused().keySet().stream().anyMatch(its -> its.contains(reason)), wire.toString());
        assertEquals(List.of(), errors(run));
        // Hospitals of the other group sum among themselves, and a model is released.
        assertEquals(8, run.rounds().stream().mapToInt(Round::released).sum());
    }

    private static String grouped(String attack, String scheme) {
        return study(attack, ", groupSize: 5" + scheme).replace("hospitals: 9", "hospitals: 10").replace("[hospital 4]", "[hospital 04]");
    }

    @Test
    void theDifferenceOfTwoSumsOverOneModelIsAnUpdate() {
        Run run = run(lab("open", "cohort-intersection", ", without: [least-difference]"));
        // Two rounds for each: asked with the victim, and without.
        assertEquals(List.of(4, 4), List.of(run.wire().getFirst().attempted(), run.wire().getFirst().accepted()));
        assertTrue(errors(run).stream().allMatch(error -> error < 2e-2), errors(run).toString());
    }

    @Test
    void sharesOfTheRoundBeforeAreReplayed() {
        Run run = run(lab("open", "replayed-shares", ", without: [round-bound, fresh-keys, model-bound]"));
        // One round in which it listens, and one in which it replays; both sums are released, the second without the victim.
        assertEquals(List.of(4, 4), List.of(run.wire().getFirst().attempted(), run.wire().getFirst().accepted()));
        assertEquals(4, errors(run).size());
        assertTrue(errors(run).stream().allMatch(error -> error < 5e-3), errors(run).toString());
        assertEquals(8, run.rounds().stream().mapToInt(Round::released).sum());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "both-shares | '' | asked for both secrets", "key-substitution | , coordinator: malicious | are not signed by it",
        "fake-hospitals | , coordinator: malicious | are not signed by it", "split-survivors, colluders: 3 | , threshold: 0.7 | its masks stay on",
        "split-survivors, colluders: 3 | , coordinator: malicious | its masks stay on",
        "cohort-intersection | '' | without or with only 1 of the nodes",
        "model-inconsistency | '' | its masks stay on"})
    void withItNothingIsRecoveredAndTheReasonIsCounted(String attack, String scheme, String reason) {
        Run run = run(lab("closed", attack, scheme));
        WireFigure wire = run.wire().getFirst();
        assertEquals(0, wire.accepted());
        assertTrue(wire.attempted() > 0 && wire.refused().keySet().stream().allMatch(its -> its.contains(reason)), wire.toString());
        assertEquals(List.of(), errors(run));
        assertTrue(run.decisions().stream().anyMatch(its -> its.action().equals("coordinator-stopped") && its.reason().contains(reason)), run.decisions().toString());
    }

    /** Each of three safeguards alone suffices, and signatures do. What was opened in vain counts as opened: the next sum over the same model is refused, and the round lost. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "'' | its masks stay on", ", without: [fresh-keys, model-bound] | its masks stay on", ", without: [round-bound, model-bound] | its masks stay on",
        ", without: [round-bound, fresh-keys] | its masks stay on", ", coordinator: malicious | are not signed by it"})
    void nothingOpensThatWasSealedInTheRoundBefore(String scheme, String reason) {
        Run run = run(lab("closed", "replayed-shares", scheme));
        assertEquals(0, run.wire().getFirst().accepted());
        assertTrue(run.wire().getFirst().refused().keySet().stream().anyMatch(its -> its.contains(reason)), run.wire().toString());
        assertEquals(List.of(), errors(run));
    }

    @Test
    void whoeverIsIsolatedDoesNotNoticeAndTheOthersLearnWithoutIt() {
        Run run = run(lab("isolated", "key-substitution", ""));
        assertTrue(run.nodes().stream().filter(node -> node.node().equals("hospital 4")).map(NodeOutcome::fate).allMatch(fate -> fate.equals("accepted")));
        Lab without = Lab.run(folder.resolve("without"), study("none", "").replace("nodes: [hospital 4]", "nodes: 0")
                + "faults: [{kind: network-partition, from: 1, until: 4, hospitals: [hospital 4]}]\nquorum: 0.5\n");
        double difference = run.rounds().getLast().trainingLoss() - run(without).rounds().getLast().trainingLoss();
        assertEquals(0, difference, 0.01);
    }

    @Test
    void bothDriversAgree() {
        String yaml = study("cohort-intersection", ", without: [least-difference]");
        assertEquals(Lab.run(folder.resolve("loop"), yaml).runs(), Lab.run(folder.resolve("actors"), yaml, new Simulation(2)).runs());
    }

    @Test
    void whereThereIsNothingToLieAboutItIsRefused() {
        refused("write secureAggregation: {kind: bonawitz}", study("both-shares", "").replace("secureAggregation: {kind: bonawitz, clippingRange: 1}", "secureAggregation: {kind: none}"));
        refused("everybody masks with everybody", study("both-shares", "").replace("bonawitz, clippingRange: 1", "bell"));
        refused("at least one of the other 3 hospitals must be honest", study("split-survivors, colluders: 3", ", groupSize: 4"));
        refused("write security: none", study("both-shares", "") + "channel: {security: sealed}\n");
        refused("wants the update of one hospital", study("both-shares", "").replace("[hospital 4]", "2"));
        refused("the model has none; write model", study("model-inconsistency", "").replace("mlp, hidden: [5]", "softmax"));
        refused("at least one of the other 8 hospitals must be honest", study("split-survivors, colluders: 8", ""));
        refused("is an attack at the coordinator; write it as adversary.attack", study("zero}, coalitions: [{nodes: 1, attack: {kind: both-shares}}]", "").replace("]}}", "]}"));
    }

    private void refused(String words, String yaml) {
        Refusal refusal = assertThrows(Refusal.class, () -> Lab.run(folder.resolve("refused"), yaml));
        assertTrue(String.valueOf(refusal.getMessage()).contains(words), refusal.getMessage());
    }
}
