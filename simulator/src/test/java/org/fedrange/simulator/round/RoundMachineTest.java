package org.fedrange.simulator.round;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.fedrange.learning.NodeId;
import org.fedrange.simulator.round.NodeReport.Fate;
import org.fedrange.simulator.round.Outcome.Answered;
import org.fedrange.simulator.round.Outcome.Delivery;
import org.fedrange.simulator.round.Outcome.Silent;
import org.fedrange.simulator.round.RoundReport.Ending;
import org.junit.jupiter.api.Test;

class RoundMachineTest {
    private static final List<NodeId> NODES = Toy.nodes(3);
    private static final NodeId A = NODES.get(0);
    private static final NodeId B = NODES.get(1);
    private static final NodeId C = NODES.get(2);

    /** Feeds outcomes to a machine with deadline 100 ms and quorum 2 of 3, and collects its effects. */
    private static final class Script {
        private final RoundMachine<Toy.Sum> machine = Toy.machine(NODES, false, 100, 0.6);
        private Phase<Toy.Sum> phase = machine.begin(new Toy.Sum(0, 0));
        private final List<Effect> effects = new ArrayList<>();

        Script tell(Outcome... outcomes) {
            for (Outcome outcome : outcomes) {
                RoundMachine.Step<Toy.Sum> step = machine.on(phase, outcome);
                phase = step.phase();
                effects.addAll(step.effects());
            }
            return this;
        }

        List<Question> questions() {
            return effects.stream().filter(Effect.Ask.class::isInstance).map(effect -> ((Effect.Ask) effect).question()).toList();
        }

        RoundReport report() {
            return ((Effect.Close) effects.getLast()).report();
        }

        List<String> actions() {
            return effects.stream()
                    .filter(Effect.Log.class::isInstance)
                    .map(effect -> ((Effect.Log) effect).event())
                    .map(event -> event.actor() + " " + event.action())
                    .toList();
        }
    }

    private static Outcome says(NodeId node, int exchange, double value, double atMillis) {
        return new Answered(node, exchange, List.of(new Delivery(node, 1, new Toy.Figure(value), atMillis)), Double.NaN, List.of());
    }

    private static Outcome silent(NodeId node, int exchange) {
        return new Silent(node, exchange, "lost", Double.NaN);
    }

    @Test
    void aRoundOfTwoExchangesReleasesWhatTheProtocolMakesOfTheAnswers() {
        // Numbers 1, 2, 3 sum to 6; without their own: 5, 4, 3; the mean of those is 4.
        Script script = new Script().tell(new Outcome.Opened(1));
        assertEquals(List.of(A, B, C), script.questions().stream().map(Question::node).toList());
        script.tell(says(C, 0, 3, 30), says(A, 0, 1, 10), says(B, 0, 2, 20));
        assertEquals(6, ((Toy.Figure) script.questions().getLast().body()).value());
        // The second exchange starts when the last answer of the first is in, at 30 ms.
        assertEquals(30, script.questions().getLast().sentMillis());
        script.tell(says(A, 1, 5, 40), says(B, 1, 4, 55), says(C, 1, 3, 50));
        assertEquals(Ending.RELEASED, script.report().ending());
        assertEquals(4, script.phase.released().released());
        assertEquals(55, script.report().millis());
        assertEquals(55, script.phase.clockMillis());
        assertEquals(6 * 8, script.report().bytesDown());
        assertEquals(6 * 8, script.report().bytesUp());
        assertEquals(
                List.of(
                        "coordinator round-opened", "coordinator exchange-closed", "coordinator exchange-closed",
                        "a update-accepted", "b update-accepted", "c update-accepted",
                        "coordinator model-released"),
                script.actions());
    }

    @Test
    void theOrderOfOutcomesDecidesNothing() {
        Outcome[] first = {says(A, 0, 0.1, 10), says(B, 0, 0.2, 20), says(C, 0, 0.3, 30)};
        Outcome[] second = {says(A, 1, 0.1, 40), says(B, 1, 0.2, 50), says(C, 1, 0.3, 60)};
        int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        List<Effect> expected = null;
        for (int[] order : orders) {
            Script script = new Script().tell(new Outcome.Opened(1));
            for (Outcome[] exchange : List.of(first, second)) {
                for (int i : order) {
                    script.tell(exchange[i]);
                }
            }
            expected = expected == null ? script.effects : expected;
            assertEquals(expected, script.effects);
        }
    }

    @Test
    void whoDropsOutOfAnExchangeIsNotAskedInTheNext() {
        Script script = new Script().tell(new Outcome.Opened(1), says(A, 0, 1, 10), silent(B, 0), says(C, 0, 3, 30));
        // Of four questions the last goes to c; b keeps the coordinator waiting until the deadline at 100 ms.
        assertEquals(List.of(A, B, C, A, C), script.questions().stream().map(Question::node).toList());
        assertEquals(100, script.questions().getLast().sentMillis());
        script.tell(says(A, 1, 3, 110), says(C, 1, 1, 120));
        assertEquals(Ending.RELEASED, script.report().ending());
        assertEquals(
                List.of(Fate.ACCEPTED, Fate.LOST, Fate.ACCEPTED),
                script.report().nodes().stream().map(NodeReport::fate).toList());
        assertTrue(script.report().nodes().get(1).verdict().isEmpty());
    }

    @Test
    void anAnswerAtTheDeadlineCountsAndOneAfterItIsLate() {
        Script script = new Script().tell(new Outcome.Opened(1), says(A, 0, 1, 100), says(B, 0, 2, 100.001), says(C, 0, 3, 1));
        script.tell(says(A, 1, 3, 110), says(C, 1, 1, 120));
        assertEquals(Fate.ACCEPTED, script.report().nodes().get(0).fate());
        assertEquals(Fate.LATE, script.report().nodes().get(1).fate());
    }

    @Test
    void aMissedQuorumEndsTheRoundInTheOpenAndKeepsTheModel() {
        Script script = new Script().tell(new Outcome.Opened(1), says(A, 0, 1, 10), silent(B, 0), silent(C, 0));
        assertEquals(Ending.QUORUM_MISSED, script.report().ending());
        assertEquals("1 of 3 answered in time, needed 2", script.report().reason());
        assertEquals(0, script.phase.released().released());
        assertTrue(script.actions().contains("coordinator quorum-missed"));
        assertInstanceOf(Phase.Resting.class, script.phase);
    }

    @Test
    void badMessagesAreRefusedCountedAndAudited() {
        // a: a number that is none, then a good one; b: another round, then a good one, then the same again; c: in a's name.
        Outcome a = new Answered(
                A, 0, List.of(new Delivery(A, 1, new Toy.Figure(1), 20), new Delivery(A, 1, new Toy.Figure(Double.NaN), 10)), Double.NaN, List.of());
        Delivery good = new Delivery(B, 1, new Toy.Figure(2), 30);
        Outcome b = new Answered(B, 0, List.of(new Delivery(B, 7, new Toy.Figure(2), 10), good, good), Double.NaN, List.of());
        Outcome c = new Answered(C, 0, List.of(new Delivery(A, 1, new Toy.Figure(3), 10)), Double.NaN, List.of());
        Script script = new Script().tell(new Outcome.Opened(1), a, b, c).tell(says(A, 1, 2, 110), says(B, 1, 1, 120));
        List<NodeReport> nodes = script.report().nodes();
        assertEquals(Ending.RELEASED, script.report().ending());
        assertEquals(Fate.REFUSED, nodes.get(2).fate());
        assertEquals("sent in the name of a", nodes.get(2).reason());
        assertTrue(script.actions().contains("c update-refused"));
    }

    @Test
    void aRepeatedMessageIsASurplusAndNotASecondVote() {
        Delivery good = new Delivery(A, 1, new Toy.Figure(2), 110);
        Script script = new Script()
                .tell(new Outcome.Opened(1), says(A, 0, 1, 10), says(B, 0, 1, 10), says(C, 0, 1, 100))
                .tell(new Answered(A, 1, List.of(good, good), Double.NaN, List.of()), says(B, 1, 2, 110), says(C, 1, 2, 110));
        assertEquals(List.of("duplicate"), script.report().nodes().getFirst().surplus());
        assertEquals(2, script.phase.released().released());
        assertTrue(script.actions().contains("a message-refused"));
    }

    @Test
    void anInfeasibleRoundKeepsTheModelAndSaysWhy() {
        RoundMachine<Toy.Sum> machine = Toy.machine(NODES, false, 100, 0.1);
        Phase<Toy.Sum> phase = machine.begin(new Toy.Sum(7, 0));
        List<Effect> effects = List.of();
        for (Outcome outcome : List.of(new Outcome.Opened(1), says(A, 0, 1, 10), silent(B, 0), silent(C, 0), says(A, 1, 0, 110))) {
            RoundMachine.Step<Toy.Sum> step = machine.on(phase, outcome);
            phase = step.phase();
            effects = step.effects();
        }
        RoundReport report = ((Effect.Close) effects.getLast()).report();
        assertEquals(Ending.INFEASIBLE, report.ending());
        assertEquals("one answer is no sum", report.reason());
        assertEquals(7, phase.released().released());
    }

    @Test
    void theQuorumIsTheShareRoundedUp() {
        // 0.6 of 3 is 1.8, so 2; a share of 0.3 of ten must ask for 3 although 0.1 + 0.2 and the like exceed it by a hair.
        assertEquals(2, Toy.machine(NODES, false, 100, 0.6).needed(3));
        assertEquals(3, Toy.machine(Toy.nodes(10), false, 100, 0.1 + 0.2).needed(10));
        assertEquals(1, Toy.machine(NODES, false, 100, 0.01).needed(3));
        assertEquals(3, Toy.machine(NODES, false, 100, 1).needed(3));
    }

    @Test
    void whatDoesNotBelongToThePhaseIsAFaultOfTheDriver() {
        Script script = new Script().tell(new Outcome.Opened(1), says(A, 0, 1, 10));
        assertThrows(IllegalStateException.class, () -> script.tell(new Outcome.Opened(2)));
        assertThrows(IllegalStateException.class, () -> script.tell(says(B, 1, 1, 10)));
        assertThrows(IllegalStateException.class, () -> script.tell(silent(A, 0), silent(B, 0)));
    }

    @Test
    void whereNobodyIsThereTheRoundIsMissedInTheOpen() {
        RoundMachine<Toy.Sum> machine = new RoundMachine<>(
                new Toy.Summing(), (round, excluded) -> round == 1 ? List.of() : NODES, false, 100, 0.5, new Ledger(1));
        RoundMachine.Step<Toy.Sum> step = machine.on(machine.begin(new Toy.Sum(5, 0)), new Outcome.Opened(1));
        Effect.Close close = (Effect.Close) step.effects().getLast();
        assertEquals(Ending.QUORUM_MISSED, close.report().ending());
        assertEquals("nobody was available to invite", close.report().reason());
        // The model stays, the deadline passes, and the next round opens with everybody.
        assertEquals(5, step.phase().released().released());
        assertEquals(100, step.phase().clockMillis());
        assertEquals(3, machine.on(step.phase(), new Outcome.Opened(2)).effects().stream().filter(Effect.Ask.class::isInstance).count());
    }
}
