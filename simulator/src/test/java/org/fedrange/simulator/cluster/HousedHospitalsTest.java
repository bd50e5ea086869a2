package org.fedrange.simulator.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.delivery.ConsumerController;
import akka.actor.typed.delivery.ProducerController;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fedrange.learning.NodeId;
import org.fedrange.simulator.Cell;
import org.fedrange.simulator.actor.Simulation;
import org.fedrange.simulator.config.Binder;
import org.fedrange.simulator.config.StudyFile;
import org.fedrange.simulator.run.Build;
import org.fedrange.simulator.run.Deals;
import org.fedrange.simulator.run.FederatedCell;
import org.fedrange.simulator.run.Machine;
import org.fedrange.simulator.run.Memory;
import org.junit.jupiter.api.Test;

/** A machine prepares the hospitals it houses and no others, and refuses those for whom it has no memory. */
class HousedHospitalsTest {
    private static final String EXPERIMENT =
            """
            name: housed
            data: {kind: pbc3}
            partition: {kind: natural}
            model: {kind: softmax}
            training: {kind: distributed-sgd, learningRate: 0.1}
            adversary: {nodes: [London], attack: {kind: sign-flip}}
            rule: {kind: mean, weighted: false}
            rounds: 1
            """;

    private final Deals deals = new Deals(Path.of("."));
    private final Cell cell = StudyFile.parse("f.yaml", EXPERIMENT, List.of(), new Binder()).study(deals, Build.digest(), Machine.cpuKind()).cells().getFirst();

    @Test
    void onlyTheHospitalsOfAShareArePrepared() {
        assertEquals(List.of("Barcelona", "Lyon"), FederatedCell.hospitals(cell, deals, 1, Set.of(5, 3)).keySet().stream().map(NodeId::name).toList());
        assertThrows(IllegalArgumentException.class, () -> FederatedCell.hospitals(cell, deals, 1, Set.of(0, 1)));
    }

    @Test
    void roomIsTakenAndGivenBack() {
        Room room = new Room(1_000_000_000);
        Memory half = new Memory(100, 1_000_000, 400_000_000);
        assertEquals(Optional.empty(), room.take(half));
        assertEquals(Optional.empty(), room.take(half));
        String crowded = room.take(half).orElseThrow();
        assertTrue(crowded.contains("need about 1200 MB") && crowded.endsWith("800 MB of it are other hospitals' here"), crowded);
        room.leave(half);
        assertEquals(Optional.empty(), room.take(half));
    }

    @Test
    void hospitalsForWhomThereIsNoMemoryAreRefused() {
        ActorTestKit kit = ActorTestKit.create(Simulation.config(1));
        try {
            Bench bench = new Bench(Role.hospital, Build.digest(), Machine.cpuKind(), 1, deals, Path.of("."), new Room(1), said -> {});
            TestProbe<Sent.Unhoused> coordinator = kit.createTestProbe();
            TestProbe<ProducerController.Command<Sent.Asked>> questions = kit.createTestProbe();
            TestProbe<ConsumerController.Command<Sent.FromHospital>> answers = kit.createTestProbe();
            Share share = new Share(Leader.assignment(cell, deals), 1, List.of(1, 3));
            kit.spawn(HousedHospitals.of(bench, new Sent.House(share, questions.ref(), answers.ref(), coordinator.ref())));
            String reason = coordinator.expectMessageClass(Sent.Unhoused.class).reason();
            assertTrue(reason.contains("may use 1 MB"), reason);
        } finally {
            kit.shutdownTestKit();
        }
    }
}
