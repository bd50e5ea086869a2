package org.fedrange.simulator.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.run.Progress;

/**
 * Cells to be computed by workers.
 *
 * @param cells what is missing, in the order of the matrix
 * @param folder where their files go
 * @param progress is told of each end; keeps the runs
 * @param done completed when each cell has finished or failed
 */
record Handout(List<Sent.Assignment> cells, ResultsFolder folder, Progress progress, CompletableFuture<Void> done) implements LeaderActor.Command {
    Handout {
        cells = List.copyOf(cells);
    }

    /** Where parcels lie while they arrive. */
    Path inbox() {
        return folder.path().resolve("arriving");
    }
}
