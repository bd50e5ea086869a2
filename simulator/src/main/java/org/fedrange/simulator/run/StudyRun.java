package org.fedrange.simulator.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.SortedMap;
import org.fedrange.attacks.DataPoisoning;
import org.fedrange.learning.FloatVector;
import org.fedrange.simulator.Cell;
import org.fedrange.simulator.Experiment;
import org.fedrange.simulator.Study;
import org.fedrange.simulator.data.InitialParameters;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.results.Run;

/**
 * Runs what is missing of a study: finished cells are kept, half-written ones are done again. In the end twins are asked what they tell those whom attacks aim at.
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
            public void begun(String cell) {
                progress.begun(cell);
            }

            @Override
            public void abandoned(String cell) {
                progress.abandoned(cell);
            }

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
        askTwins();
        return failures;
    }

    /** Of each finished cell whose attack aims at some patients: what its twin, once that is finished, tells them anyway. */
    private void askTwins() {
        for (Cell cell : study.cells()) {
            // Only poisoned examples have an aim; of all other cells files need not be read.
            if (cell.experiment().adversary().attacks().stream().noneMatch(DataPoisoning.class::isInstance)) {
                continue;
            }
            String twin = cell.twin();
            folder.run(cell.id()).filter(run -> run.base() == null && run.round(run.finalRound()).aimed() > 0 && twin != null && folder.run(twin).isPresent())
                    .ifPresent(run -> folder.save(run.beside(FederatedCell.of(cell, deals, folder, glimpse -> {}, (observer, view) -> {}).baseRate(fold -> model(cell, Objects.requireNonNull(twin), fold)))));
        }
    }

    private FloatVector model(Cell cell, String twin, int fold) {
        Experiment experiment = cell.experiment();
        return new InitialParameters(folder.model(twin, fold).toString(), null).read(Path.of(""), experiment.model(), deals.dataset(experiment).shape());
    }
}
