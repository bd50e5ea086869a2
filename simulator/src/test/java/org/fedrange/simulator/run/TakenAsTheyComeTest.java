package org.fedrange.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.fedrange.aggregation.Chain;
import org.fedrange.aggregation.Clipping;
import org.fedrange.aggregation.Context;
import org.fedrange.aggregation.CustomStage;
import org.fedrange.aggregation.Mean;
import org.fedrange.aggregation.Stage;
import org.fedrange.aggregation.State;
import org.fedrange.aggregation.Update;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Streams;
import org.fedrange.learning.optimizer.Sgd;
import org.fedrange.learning.training.FedAvg;
import org.fedrange.simulator.Promises;
import org.fedrange.simulator.audit.AuditEvent;
import org.fedrange.simulator.federation.Global;
import org.fedrange.simulator.federation.PlainAggregation;
import org.fedrange.simulator.federation.ServerStep;
import org.fedrange.simulator.federation.UpdateSent;
import org.fedrange.simulator.round.Effect;
import org.fedrange.simulator.round.Ledger;
import org.fedrange.simulator.round.Message;
import org.fedrange.simulator.round.NodeReport;
import org.fedrange.simulator.round.Outcome;
import org.fedrange.simulator.round.Phase;
import org.fedrange.simulator.round.Receipt;
import org.fedrange.simulator.round.RoundMachine;
import org.fedrange.simulator.round.RoundReport;
import org.junit.jupiter.api.Test;

/** Means whose updates are taken in as they come, in rounds of 200 nodes of which one is silent, one late and one no number. */
class TakenAsTheyComeTest {
    private static final int COUNT = 200;
    private static final List<NodeId> NODES = nodes();

    /** Leaves everything as it is, but nobody can know that: with it, all updates are held. */
    private record Same() implements CustomStage {
        @Override
        public Result apply(Context context, State state, List<Update> updates) {
            return new Result(updates, state);
        }
    }

    private static List<NodeId> nodes() {
        List<NodeId> nodes = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            nodes.add(new NodeId(i, "node" + i));
        }
        return nodes;
    }

    private static Outcome outcome(NodeId node) {
        if (node.index() == 70) {
            return new Outcome.Silent(node, 0, "lost", Double.NaN);
        }
        RandomGenerator stream = new Streams(3).of("update", 0, node.index());
        float[] change = new float[600];
        for (int k = 0; k < change.length; k++) {
            change[k] = node.index() == 130 ? Float.NaN : (float) stream.nextGaussian();
        }
        // The first nodes declare no examples.
        Message sent = new UpdateSent(new Update(node, 1, FloatVector.owning(change), node.index() < 80 ? 0 : node.index() % 7));
        return new Outcome.Answered(
                node, 0, List.of(new Outcome.Delivery(node, 1, sent, node.index() == 131 ? 1e6 : node.index())), 0.5, List.of());
    }

    /** All that came out of a round, in words. */
    private record Ended(String model, List<AuditEvent> events, List<NodeReport> nodes, long bytes) {}

    private static Ended round(List<Stage> stages, boolean weighted, List<NodeId> order) {
        PlainAggregation protocol = new PlainAggregation(
                new Chain(stages, new Mean(weighted)), List.of(), new ServerStep(new FedAvg(1, 32, 0.1, 0, 0), new Sgd(1, 0), COUNT),
                Optional.empty(), 1, new Promises(List.of(), 1, 1), List.of(600), new Streams(1));
        RoundMachine<Global> machine = new RoundMachine<>(protocol, (round, excluded) -> NODES, false, 1000, 0.5, new Ledger(1));
        Phase<Global> phase = machine.on(machine.begin(protocol.begin(FloatVector.zeros(600))), new Outcome.Opened(1)).phase();
        List<AuditEvent> events = new ArrayList<>();
        RoundReport report = null;
        for (NodeId node : order) {
            RoundMachine.Step<Global> step = machine.on(phase, outcome(node));
            phase = step.phase();
            for (Effect effect : step.effects()) {
                switch (effect) {
                    case Effect.Log(var event) -> events.add(event);
                    case Effect.Close(var closed) -> report = closed;
                    case Effect.Ask ask -> throw new AssertionError(ask.toString());
                }
            }
        }
        assertEquals(Optional.empty(), phase.released().running());
        RoundReport closed = java.util.Objects.requireNonNull(report);
        return new Ended(phase.released().model().digest(), events, closed.nodes(), closed.bytesUp());
    }

    private static void assertSame(List<Stage> stages, boolean weighted) {
        List<Stage> held = new ArrayList<>(stages);
        held.add(new Same());
        Ended expected = round(held, weighted, NODES);
        List<NodeId> shuffled = new ArrayList<>(NODES);
        Collections.shuffle(shuffled, new java.util.Random(5));
        for (List<NodeId> order : List.of(NODES, NODES.reversed(), shuffled)) {
            Ended actual = round(stages, weighted, order);
            assertEquals(expected.model(), actual.model());
            assertEquals(expected.events(), actual.events());
            assertEquals(expected.bytes(), actual.bytes());
            for (int i = 0; i < COUNT; i++) {
                NodeReport its = actual.nodes().get(i);
                // Nothing of an update is left but what the log says of it.
                assertTrue(its.answer() == null || its.answer() instanceof Receipt, its.toString());
                assertEquals(expected.nodes().get(i).verdict(), its.verdict());
                assertEquals(expected.nodes().get(i).fate(), its.fate());
            }
        }
    }

    @Test
    void resultsAndLogAreThoseOfHoldingAllOfThem() {
        for (boolean weighted : new boolean[] {true, false}) {
            assertSame(List.of(), weighted);
            assertSame(List.of(new Clipping(20)), weighted);
        }
    }

    @Test
    void aRoundThatFailsForgetsWhatItTookIn() {
        // A quorum of all 200 is missed by the three that did not send a good update in time.
        PlainAggregation protocol = new PlainAggregation(
                new Chain(List.of(), new Mean(true)), List.of(), new ServerStep(new FedAvg(1, 32, 0.1, 0, 0), new Sgd(1, 0), COUNT),
                Optional.empty(), 1, new Promises(List.of(), 1, 1), List.of(600), new Streams(1));
        RoundMachine<Global> machine = new RoundMachine<>(protocol, (round, excluded) -> NODES, false, 1000, 1, new Ledger(1));
        Global before = protocol.begin(FloatVector.zeros(600));
        Phase<Global> phase = machine.on(machine.begin(before), new Outcome.Opened(1)).phase();
        for (NodeId node : NODES) {
            phase = machine.on(phase, outcome(node)).phase();
        }
        assertEquals(before, phase.released());
    }

    @Test
    void whatIsHeldStaysSmall() {
        PlainAggregation protocol = new PlainAggregation(
                new Chain(List.of(), new Mean(true)), List.of(), new ServerStep(new FedAvg(1, 32, 0.1, 0, 0), new Sgd(1, 0), COUNT),
                Optional.empty(), 1, new Promises(List.of(), 1, 1), List.of(600), new Streams(1));
        RoundMachine<Global> machine = new RoundMachine<>(protocol, (round, excluded) -> NODES, false, 1000, 0.5, new Ledger(1));
        Phase<Global> phase = machine.on(machine.begin(protocol.begin(FloatVector.zeros(600))), new Outcome.Opened(1)).phase();
        int most = 0;
        for (NodeId node : NODES.subList(0, COUNT - 1)) {
            phase = machine.on(phase, outcome(node)).phase();
            Phase.Collecting<Global> collecting = (Phase.Collecting<Global>) phase;
            most = Math.max(most, collecting.heard() == null ? 0 : collecting.heard().count());
        }
        assertEquals(RoundMachine.PORTION - 1, most);
        assertEquals(new TreeMap<>(), ((Phase.Collecting<Global>) phase).settled());
    }
}
