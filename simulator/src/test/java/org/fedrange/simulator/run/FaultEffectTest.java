package org.fedrange.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.fedrange.simulator.results.NodeOutcome;
import org.fedrange.simulator.results.Round;
import org.fedrange.simulator.results.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What faults leave in the results of a run: each failure with its cause. */
class FaultEffectTest {
    @TempDir
    private Path folder = Path.of("");

    private Run run(String more) {
        Lab lab = Lab.run(folder,
                """
                name: faults
                data: {kind: synthetic, examples: 200, features: 4}
                hospitals: 10
                model: {kind: softmax}
                training: {kind: distributed-sgd, batchSize: 10, learningRate: 0.1}
                rule: {kind: mean, weighted: false}
                rounds: 30
                evaluation: {every: 30, folds: 2, validation: 0}
                """
                        + more);
        return lab.run(lab.study().cells().getFirst());
    }

    private static List<NodeOutcome> those(Run run, Predicate<NodeOutcome> which) {
        return run.nodes().stream().filter(which).toList();
    }

    @Test
    void duplicatesAreRefusedAndTheFirstCounts() {
        Run run = run("faults: [{kind: duplication, probability: 1}]");
        assertTrue(run.nodes().stream().allMatch(node -> node.fate().equals("accepted") && node.reason().equals("duplicate")
                && node.faults().equals("duplication")));
        // Ten hospitals in two folds: an update and a refused copy each.
        assertTrue(run.rounds().stream().allMatch(round -> round.accepted() == 20 && round.refused() == 20));
    }

    @Test
    void corruptionEntersTheAggregateUnlessTheNumberIsNoneAnyMore() {
        Run run = run("faults: [{kind: corruption, probability: 0.5}]");
        assertTrue(those(run, node -> node.faults().equals("corruption") && node.fate().equals("accepted")).size() > 50);
        // One bit of 32 in a number below 2 makes it infinite only if all other bits of its exponent are set: rare, and never silent.
        assertTrue(those(run, node -> node.fate().equals("refused")).stream().allMatch(node -> node.reason().equals("not a finite number")));
    }

    @Test
    void crashesNameTheirCause() {
        Run run = run("faults: [{kind: crash, probability: 0.1, rounds: 2}]");
        List<NodeOutcome> crashed = those(run, node -> node.fate().equals("crashed"));
        assertTrue(!crashed.isEmpty() && crashed.stream().allMatch(node -> node.reason().equals("failed while computing")));
        List<NodeOutcome> down = those(run, node -> node.fate().equals("lost"));
        assertTrue(down.size() > crashed.size() && down.stream().allMatch(node -> node.reason().startsWith("down since it failed in round ")));
    }

    @Test
    void partitionsCutOffTheSameHospitalsInAllTheirRounds() {
        Run run = run("faults: [{kind: network-partition, from: 4, until: 6, hospitals: 2}]");
        // Three rounds in each of two folds.
        List<NodeOutcome> cut = those(run, node -> node.fate().equals("lost"));
        assertEquals(2 * 3 * 2, cut.size());
        assertEquals(2, cut.stream().map(NodeOutcome::node).distinct().count());
        assertTrue(cut.stream().allMatch(node -> node.reason().equals("cut off by a network partition from round 4 until 6")));
    }

    @Test
    void stragglersComeLateAndTheRoundWaitsForTheDeadline() {
        // Ten examples at 10 ms: 100 ms, slowed down a thousand times past any deadline.
        Run run = run("""
                compute: {millisPerExample: 10}
                deadlineMillis: 5000
                faults: [{kind: straggling, slowdown: 1000, hospitals: 1}]
                """);
        assertEquals(60, those(run, node -> node.fate().equals("late") && node.faults().equals("straggling")).size());
        assertTrue(run.rounds().stream().allMatch(round -> round.millis() == 5000));
        assertTrue(those(run, node -> node.fate().equals("accepted")).stream().allMatch(node -> node.arrivalMillis() != null && node.arrivalMillis() > 100));
    }

    @Test
    void onlyTheCohortIsInvitedAndItChanges() {
        Run run = run("cohort: 3");
        assertTrue(run.rounds().stream().allMatch(round -> round.accepted() == 6));
        // 30 cohorts of 3 in a fold leave out a given hospital with probability 0.7^30 = 2e-5.
        assertEquals(10, run.nodes().stream().map(NodeOutcome::node).distinct().count());
        long mostly = run.nodes().stream().filter(node -> node.node().equals(run.nodes().getFirst().node())).count();
        assertTrue(mostly < 40, "one hospital in " + mostly + " of 60 cohorts");
    }

    @Test
    void whoIsAwayIsNotInvitedAndARoundWithNobodyIsMissed() {
        Run run = run("faults: [{kind: availability, share: 0.05}]");
        assertTrue(run.nodes().stream().allMatch(node -> node.fate().equals("accepted")));
        // Nobody is there with probability 0.95^10 = 0.6.
        int missed = run.rounds().stream().mapToInt(Round::quorumMissed).sum();
        assertTrue(missed > 20 && missed < 52, missed + " of 60 rounds missed");
    }

    @Test
    void aNarrowLineUpTakesItsTime() {
        // Ten parameters of 4 bytes and a header of 64: 104 bytes at 0.001 Mbit/s take 832 ms up and, at 100 Mbit/s, nothing down.
        Run slow = run("channel: {latencyMillisMean: 0, bandwidthMbps: 100, uploadMbps: 0.001}");
        assertEquals(832, slow.round(1).millis(), 1);
    }
}
