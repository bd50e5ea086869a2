package org.fedrange.simulator.actor;

import akka.actor.typed.ActorSystem;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.fedrange.simulator.run.CellWork;
import org.fedrange.simulator.run.Driver;
import org.fedrange.simulator.run.Progress;

/**
 * The actor driver: cells in parallel, hospitals on a dispatcher of their own.
 *
 * @param threads number of threads that hospitals may use, and of cells that run at once
 */
public record Simulation(int threads) implements Driver {
    /** The dispatcher of the hospitals, where the training happens. */
    public static final String HOSPITALS = "fedrange.hospitals";

    @Override
    public void run(List<CellWork.Preparation> cells, Progress progress) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        ActorSystem<MatrixActor.Command> system =
                ActorSystem.create(MatrixActor.of(cells, threads, progress, done), "fedrange", config(threads));
        // The matrix's own failure, such as results that cannot be written, ends the system before it is done.
        system.getWhenTerminated().whenComplete((end, cause) -> done.completeExceptionally(
                new IllegalStateException("the simulation ended before its cells; the log above says why")));
        try {
            done.join();
        } finally {
            system.terminate();
            system.getWhenTerminated().toCompletableFuture().join();
        }
    }

    /** Settings of an actor system in which cells run, hospitals on so many threads. */
    public static Config config(int threads) {
        return ConfigFactory.parseString(
                        """
                        akka.loglevel = "WARNING"
                        # Five seconds are too few on a machine that is busy.
                        akka.logger-startup-timeout = 60s
                        akka.log-dead-letters = off
                        akka.jvm-shutdown-hooks = off
                        akka.coordinated-shutdown.run-by-jvm-shutdown-hook = off
                        akka.actor.default-dispatcher.fork-join-executor {
                          parallelism-min = %1$d
                          parallelism-max = %1$d
                        }
                        fedrange.hospitals {
                          type = Dispatcher
                          executor = "fork-join-executor"
                          fork-join-executor { parallelism-min = %1$d, parallelism-max = %1$d }
                          throughput = 1
                        }
                        """
                                .formatted(threads))
                .withFallback(ConfigFactory.load());
    }
}
