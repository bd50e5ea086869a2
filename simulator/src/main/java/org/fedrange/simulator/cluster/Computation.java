package org.fedrange.simulator.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.fedrange.simulator.Cell;
import org.fedrange.simulator.actor.MatrixActor;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.run.FederatedCell;
import org.fedrange.simulator.run.Glimpse;
import org.fedrange.simulator.run.Progress;
import org.jspecify.annotations.Nullable;

/** One cell on its way to results, in a folder of its own, carried by the actors that carry it on one machine. */
final class Computation implements Progress {
    private final Cell cell;
    private final Bench bench;
    private final ResultsFolder folder;
    private final Consumer<Glimpse> eachRound;
    private @Nullable ActorRef<MatrixActor.Command> matrix;
    private volatile @Nullable Throwable failure;

    Computation(Cell cell, Bench bench, Consumer<Glimpse> eachRound) throws IOException {
        this.cell = cell;
        this.bench = bench;
        this.folder = new ResultsFolder(bench.scratch().resolve(cell.id()));
        this.eachRound = eachRound;
        sweep();
    }

    /** Begins; what is returned is completed when the cell has finished or failed. */
    CompletableFuture<Void> begin(ActorContext<?> context) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        matrix = context.spawn(MatrixActor.of(List.of(FederatedCell.preparation(cell, bench.deals(), folder, this)), 1, this, done), "cell-" + cell.id());
        // Should it end by a fault of ours, that ends the lane, and with it the machine's work.
        context.watch(matrix);
        return done;
    }

    void end(ActorContext<?> context) {
        if (matrix != null) {
            context.unwatch(matrix);
            context.stop(matrix);
        }
    }

    /** Why it failed; null where it did not. */
    @Nullable Throwable failure() {
        return failure;
    }

    /** What came of it. */
    Parcel parcel() throws IOException {
        return Parcel.packed(cell.id(), folder, bench.scratch().resolve(cell.id() + ".zip"));
    }

    @Override
    public void round(String id, Supplier<Glimpse> glimpse) {
        eachRound.accept(glimpse.get());
    }

    @Override
    public void finished(Run run) {
        folder.save(run);
    }

    @Override
    public void failed(String id, Throwable cause) {
        failure = cause;
    }

    /** Takes its files away. */
    void sweep() throws IOException {
        Files.deleteIfExists(bench.scratch().resolve(cell.id() + ".zip"));
        if (Files.isDirectory(folder.path())) {
            try (Stream<Path> all = Files.walk(folder.path())) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }
}
