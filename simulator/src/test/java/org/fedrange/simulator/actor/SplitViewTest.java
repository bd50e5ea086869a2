package org.fedrange.simulator.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Streams;
import org.fedrange.simulator.audit.AuditEvent;
import org.fedrange.simulator.audit.AuditLog;
import org.fedrange.simulator.audit.SplitView;
import org.fedrange.simulator.channel.Carrier;
import org.fedrange.simulator.channel.Channel;
import org.fedrange.simulator.channel.ComputeTime;
import org.fedrange.simulator.channel.Security;
import org.fedrange.simulator.fault.Faults;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.round.Ledger;
import org.fedrange.simulator.round.Message;
import org.fedrange.simulator.round.Participant;
import org.fedrange.simulator.round.Plan;
import org.fedrange.simulator.round.Protocol;
import org.fedrange.simulator.round.RoundMachine;
import org.fedrange.simulator.round.Toy;
import org.fedrange.simulator.run.CellWork;
import org.fedrange.simulator.run.Driver;
import org.fedrange.simulator.run.Glimpse;
import org.fedrange.simulator.run.LoopDriver;
import org.fedrange.simulator.run.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitViewTest {
    private static final List<NodeId> NODES = Toy.nodes(4);

    @TempDir
    Path folder;

    /** A coordinator that shows to one node, in one round, another model than to all others. Everything else is what an honest one does. */
    private record TwoFaced(Protocol<Toy.Sum> honest, int round, String victim) implements Protocol<Toy.Sum> {
        @Override
        public int exchanges() {
            return honest.exchanges();
        }

        @Override
        public Message question(Toy.Sum state, int its, int exchange, NodeId node) {
            return its == round && exchange == 0 && node.name().equals(victim) ? new Toy.Model(666) : honest.question(state, its, exchange, node);
        }

        @Override
        public Optional<String> objection(Toy.Sum state, int its, int exchange, NodeId node, Message answer) {
            return honest.objection(state, its, exchange, node, answer);
        }

        @Override
        public Conclusion<Toy.Sum> conclude(Toy.Sum state, int its, int exchange, SortedMap<NodeId, Message> answers) {
            return honest.conclude(state, its, exchange, answers);
        }

        @Override
        public String released(Toy.Sum state) {
            return honest.released(state);
        }
    }

    private record TwoFacedCell(String cell, Path folder, String victim) implements CellWork, CellWork.Preparation {
        @Override
        public CellWork prepare() {
            return this;
        }

        @Override
        public int folds() {
            return 1;
        }

        @Override
        public Fold<?> fold(int number) {
            SortedMap<NodeId, Participant> participants = new TreeMap<>();
            NODES.forEach(node -> participants.put(node, new Toy.Counter(node.index(), -1)));
            Streams streams = new Streams(1);
            RoundMachine<Toy.Sum> machine = new RoundMachine<>(
                    new TwoFaced(new Toy.Summing(), 3, victim), (round, excluded) -> NODES, false, 1000, 1, new Ledger(1));
            Plan.World world = new Plan.World(
                    new Carrier(new Channel(1, 100, 1.0, 0.0, Security.NONE), streams), new Faults(List.of(), NODES, streams, streams), new ComputeTime(0, 0));
            return new Fold<>(new Plan<>(machine, new Toy.Sum(0, 0), participants, Optional.empty(), world, 4), (report, released) -> {});
        }

        @Override
        public AuditLog openLog() throws IOException {
            return AuditLog.create(folder, new AuditLog.Heading(cell, "policy", new Streams(1)));
        }

        @Override
        public AuditEvent started() {
            return AuditEvent.coordinator(0, 0, 0, "cell-started", true, "experiment", cell, null);
        }

        @Override
        public AuditEvent finished() {
            return AuditEvent.coordinator(0, 0, 0, "cell-finished", true, "results", cell, null);
        }

        @Override
        public Run run(AuditLog.Checkpoint last) {
            return new Run(cell, 4, 4, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), last.size(), last.root());
        }
    }

    private List<String> log(Driver driver, String victim) throws IOException {
        Path its = folder.resolve(driver.getClass().getSimpleName() + victim);
        driver.run(List.of(new TwoFacedCell("cell", its, victim)), new Progress() {
            @Override
            public void round(String cell, Supplier<Glimpse> glimpse) {}

            @Override
            public void finished(Run run) {}

            @Override
            public void failed(String cell, Throwable cause) {
                throw new AssertionError(cell, cause);
            }
        });
        return Files.readAllLines(its.resolve(AuditLog.EVENTS));
    }

    @Test
    void aHospitalThatWasShownAnotherModelIsFoundFromTheLogAlone() throws IOException {
        // Line 1 starts the cell. A round has 12 lines: opened, four received, first exchange closed, second closed, four settled, released. Of the third, lines 26 to 37, b's record is line 28.
        // Numbers 0, 1, 2, 3 sum to 6 in round 1; each node answers the sum without its own, in the mean 6 * 3 / 4 = 4.5. In round 2 numbers are 1 more: (6 + 4) * 3 / 4 = 7.5.
        for (Driver driver : List.of(new LoopDriver(), new Simulation(2))) {
            assertEquals(List.of(new SplitView.Difference(28, 1, 3, "b", "666.0", "7.5")), SplitView.in(log(driver, "b")));
        }
    }

    @Test
    void anHonestCoordinatorLeavesNoDifference() throws IOException {
        List<String> log = log(new LoopDriver(), "nobody");
        assertEquals(16, log.stream().filter(line -> line.contains(AuditEvent.MODEL_RECEIVED)).count());
        assertEquals(List.of(), SplitView.in(log));
    }

    @Test
    void aCoordinatorThatWritesDownWhatItSentToNobodyIsFoundByAll() throws IOException {
        List<String> log = log(new LoopDriver(), "nobody").stream()
                .map(line -> line.contains(AuditEvent.ROUND_OPENED) && line.contains("\"round\":2,") ? line.replace("\"4.5\"", "\"9.9\"") : line).toList();
        assertEquals(List.of("a", "b", "c", "d"), SplitView.in(log).stream().map(SplitView.Difference::hospital).toList());
    }
}
