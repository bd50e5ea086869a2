package org.fedrange.simulator.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import akka.actor.typed.ActorSystem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.fedrange.simulator.Cell;
import org.fedrange.simulator.config.Binder;
import org.fedrange.simulator.config.StudyFile;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.run.Deals;
import org.fedrange.simulator.run.FederatedCell;
import org.fedrange.simulator.run.Glimpse;
import org.fedrange.simulator.run.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hospitals that are lost before a fold's first round: its cell fails, and says why. */
class LostHospitalsTest {
    private static final String EXPERIMENT = """
            name: lost
            data: {kind: synthetic, examples: 60, features: 9, classes: 4}
            hospitals: 3
            model: {kind: softmax}
            training: {kind: fed-avg, learningRate: 0.1}
            rule: {kind: mean, weighted: false}
            rounds: 1
            """;

    @TempDir
    private Path folder = Path.of("");

    private static final class Failures implements Progress {
        private final Map<String, String> told = new ConcurrentHashMap<>();

        @Override
        public void round(String cell, Supplier<Glimpse> glimpse) {}

        @Override
        public void finished(Run run) {}

        @Override
        public void failed(String cell, Throwable cause) {
            told.put(cell, String.valueOf(cause));
        }
    }

    @Test
    void aCellWithoutHospitalsFailsAndDoesNotHang() throws Exception {
        Deals deals = new Deals(Path.of("."));
        Cell cell = StudyFile.parse("f.yaml", EXPERIMENT, List.of(), new Binder()).study(deals, "build", "cpu").cells().getFirst();
        Failures failures = new Failures();
        CompletableFuture<Void> done = new CompletableFuture<>();
        Placement nowhere = (coordinator, id, fold, plan) -> {
            throw new HospitalsLostException("no machine is left");
        };
        ActorSystem<MatrixActor.Command> system = ActorSystem.create(
                MatrixActor.of(List.of(FederatedCell.preparation(cell, deals, new ResultsFolder(folder), failures)), 1, failures, done, nowhere), "lost", Simulation.config(1));
        try {
            done.get(60, TimeUnit.SECONDS);
            assertEquals(Map.of(cell.id(), "no machine is left"), failures.told);
        } finally {
            system.terminate();
            system.getWhenTerminated().toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
    }
}
