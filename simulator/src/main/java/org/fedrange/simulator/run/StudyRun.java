package org.fedrange.simulator.run;

import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.SortedMap;
import org.fedrange.simulator.Cell;
import org.fedrange.simulator.Study;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.results.Run;

/**
 * Runs what is missing of a study: finished cells are kept, half-written ones are done again.
 *
 * @param study the cells
 * @param deals their data
 * @param folder where results go
 */
public record StudyRun(Study study, Deals deals, ResultsFolder folder) {

    /** The cells without a result, in matrix order. */
    public List<Cell> missing() {
        return study.cells().stream().filter(cell -> folder.run(cell.id()).isEmpty()).toList();
    }

    /** Runs cells; gives those that failed, with the cause. Each finished cell is on disk before {@code progress} hears of it. */
    public SortedMap<String, Throwable> run(List<Cell> cells, Driver driver, Progress progress) {
        SortedMap<String, Throwable> failures = new ConcurrentSkipListMap<>();
        Progress saving = new Progress() {
            @Override
            public void round(String cell, Supplier<Glimpse> glimpse) {
                progress.round(cell, glimpse);
            }

            @Override
            public void finished(Run run) {
                folder.save(run);
                progress.finished(run);
            }

            @Override
            public void failed(String cell, Throwable cause) {
                failures.put(cell, cause);
                progress.failed(cell, cause);
            }
        };
        driver.run(
                cells.stream().map(cell -> FederatedCell.preparation(cell, deals, folder, saving)).toList(),
                saving);
        return failures;
    }
}
