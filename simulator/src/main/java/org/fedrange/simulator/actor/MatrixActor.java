package org.fedrange.simulator.actor;

import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.run.CellWork;
import org.fedrange.simulator.run.Progress;

/** Runs the cells of a matrix, a bounded number at a time, and reports each as it ends. A failed cell does not stop the others. */
public final class MatrixActor {
    private final ActorContext<Command> context;
    private final Queue<CellWork.Preparation> waiting;
    private final Progress progress;
    private final CompletableFuture<Void> done;
    private final Placement placement;
    private final Set<String> running = new TreeSet<>();

    /** What it is told. */
    public sealed interface Command {}

    /** A cell is finished. */
    record Finished(Run run) implements Command {}

    private MatrixActor(
            ActorContext<Command> context, List<CellWork.Preparation> cells, Progress progress, CompletableFuture<Void> done, Placement placement) {
        this.context = context;
        this.waiting = new ArrayDeque<>(cells);
        this.progress = progress;
        this.done = done;
        this.placement = placement;
    }

    /**
     * Runs cells, hospitals in this process.
     *
     * @param parallel how many at a time
     * @param done completed when each has finished or failed
     */
    public static Behavior<Command> of(
            List<CellWork.Preparation> cells, int parallel, Progress progress, CompletableFuture<Void> done) {
        return of(cells, parallel, progress, done, Placement.HERE);
    }

    /** Runs cells as that does, hospitals where {@code placement} says. */
    public static Behavior<Command> of(
            List<CellWork.Preparation> cells, int parallel, Progress progress, CompletableFuture<Void> done, Placement placement) {
        return Behaviors.setup(context -> {
            MatrixActor matrix = new MatrixActor(context, cells, progress, done, placement);
            for (int i = 0; i < parallel; i++) {
                matrix.startNext();
            }
            return Behaviors.receive(
                    (ctx, command) -> switch (command) {
                        case Finished(Run run) -> matrix.finished(run);
                    },
                    (ctx, signal) -> {
                        if (signal instanceof Terminated ended) {
                            matrix.ended(ended);
                        }
                        return Behaviors.same();
                    });
        });
    }

    private void startNext() {
        CellWork.Preparation next = waiting.poll();
        if (next != null) {
            running.add(next.cell());
            progress.begun(next.cell());
            context.watch(context.spawn(CellActor.of(next, context.getSelf(), placement), "cell-" + next.cell()));
        } else if (running.isEmpty()) {
            done.complete(null);
        }
    }

    /** Where results cannot be kept there is no use in more of them. */
    private Behavior<Command> finished(Run run) {
        try {
            progress.finished(run);
            running.remove(run.cell());
            return Behaviors.same();
        } catch (UncheckedIOException unkept) {
            done.completeExceptionally(unkept);
            return Behaviors.stopped();
        }
    }

    private void ended(Terminated ended) {
        String cell = ended.getRef().path().name().substring("cell-".length());
        // One that is finished is no longer among them.
        if (running.remove(cell)) {
            progress.failed(cell, ended instanceof ChildFailed failed ? failed.getCause() : new IllegalStateException("ended without a result"));
        }
        startNext();
    }
}
