package org.fedrange.simulator.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Streams;
import org.fedrange.simulator.ChosenNodes;
import org.fedrange.simulator.audit.AuditEvent;
import org.fedrange.simulator.audit.AuditLog;
import org.fedrange.simulator.audit.Details;
import org.fedrange.simulator.channel.Carrier;
import org.fedrange.simulator.channel.Channel;
import org.fedrange.simulator.channel.ComputeTime;
import org.fedrange.simulator.channel.Security;
import org.fedrange.simulator.fault.Corruption;
import org.fedrange.simulator.fault.Crash;
import org.fedrange.simulator.fault.Duplication;
import org.fedrange.simulator.fault.Fault;
import org.fedrange.simulator.fault.Faults;
import org.fedrange.simulator.fault.NetworkPartition;
import org.fedrange.simulator.fault.Reordering;
import org.fedrange.simulator.fault.Straggling;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.round.Coalition;
import org.fedrange.simulator.round.Participant;
import org.fedrange.simulator.round.Plan;
import org.fedrange.simulator.round.RoundReport;
import org.fedrange.simulator.round.Toy;
import org.fedrange.simulator.run.CellWork;
import org.fedrange.simulator.run.Driver;
import org.fedrange.simulator.run.Glimpse;
import org.fedrange.simulator.run.LoopDriver;
import org.fedrange.simulator.run.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriversAgreeTest {
    private static final List<NodeId> NODES = Toy.nodes(9);

    private static final List<Fault> EVERYTHING = List.of(
            new Duplication(0.2, null), new Corruption(0.1, ChosenNodes.valueOf(3)), new Reordering(0.1, 60, null),
            new NetworkPartition(3, 5, ChosenNodes.valueOf(List.of("b", "c"))), new Straggling(0.2, 3, null), new Crash(0.02, 1, null));

    /** Three cells of two folds on a bad network, with crashes and an adversary, one of whose nodes holds no data. */
    private record ToyCell(String cell, long seed, Path folder, List<String> reports) implements CellWork, CellWork.Preparation {
        @Override
        public CellWork prepare() {
            return this;
        }

        @Override
        public int folds() {
            return 2;
        }

        @Override
        public Fold<?> fold(int number) {
            SortedMap<NodeId, Participant> participants = new TreeMap<>();
            for (NodeId node : NODES.subList(0, 8)) {
                participants.put(node, new Toy.Counter(node.index() * 0.1, node.index() * 0.1 + 9));
            }
            Coalition coalition = new Toy.Braggart(new TreeSet<>(NODES.subList(7, 9)));
            Streams streams = new Streams(seed).within("fold " + number);
            Carrier carrier = new Carrier(new Channel(40, 100, 1.0, 0.1, Security.NONE), streams);
            Faults faults = new Faults(EVERYTHING, NODES, new Streams(seed), streams);
            Plan<Toy.Sum> plan = new Plan<>(
                    Toy.machine(NODES, true, 300, 0.4), new Toy.Sum(0, 0), participants, Optional.of(coalition),
                    new Plan.World(carrier, faults, new ComputeTime(5, 0.5)), 20);
            return new Fold<>(plan, (report, released) -> reports.add(report + " " + released));
        }

        @Override
        public AuditLog openLog() throws IOException {
            return AuditLog.create(folder, new AuditLog.Heading(cell, "policy of " + cell, new Streams(seed)));
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
            return new Run(cell, 20, 20, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), last.size(), last.root());
        }
    }

    /** What a driver made of the cells: per cell its reports, log and root. */
    private static Map<String, List<String>> results(Driver driver, Path folder) throws IOException {
        Map<String, List<String>> results = new TreeMap<>();
        List<CellWork.Preparation> cells = new ArrayList<>();
        for (int seed = 1; seed <= 3; seed++) {
            List<String> reports = Collections.synchronizedList(new ArrayList<>());
            results.put("cell" + seed, reports);
            cells.add(new ToyCell("cell" + seed, seed, folder.resolve("cell" + seed), reports));
        }
        ConcurrentSkipListMap<String, String> roots = new ConcurrentSkipListMap<>();
        driver.run(cells, new Progress() {
            @Override
            public void round(String cell, Supplier<Glimpse> glimpse) {}

            @Override
            public void finished(Run run) {
                roots.put(run.cell(), run.logRoot());
            }

            @Override
            public void failed(String cell, Throwable cause) {
                throw new AssertionError(cell, cause);
            }
        });
        for (String cell : results.keySet()) {
            results.get(cell).add(roots.get(cell));
            results.get(cell).addAll(Files.readAllLines(folder.resolve(cell).resolve(AuditLog.EVENTS)));
            results.get(cell).addAll(Files.readAllLines(folder.resolve(cell).resolve(Details.FILE)));
        }
        return results;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void actorsAndPlainLoopGiveTheSameReportsAndLogs(int threads, @TempDir Path folder) throws IOException {
        Map<String, List<String>> loop = results(new LoopDriver(), folder.resolve("loop"));
        assertEquals(loop, results(new Simulation(threads), folder.resolve("actors")));
    }

    @Test
    void theToyShowsEveryFate(@TempDir Path folder) throws IOException {
        // Otherwise the comparison above would compare less than it seems to.
        String all = String.join("\n", results(new LoopDriver(), folder).get("cell1"));
        for (String word : List.of("ACCEPTED", "LOST", "LATE", "CRASHED", "RELEASED", "QUORUM_MISSED", Plan.NOTHING_TO_SEND, AuditEvent.MODEL_RECEIVED, "\"peer\"", "\"details\"")) {
            assertTrue(all.contains(word), word);
        }
        assertTrue(all.contains(RoundReport.class.getSimpleName()));
    }
}
