package org.fedrange.simulator.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.learning.Numerics;
import org.fedrange.simulator.Cell;
import org.fedrange.simulator.results.Json;
import org.fedrange.simulator.results.Manifest;
import org.fedrange.simulator.results.Occupation;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.run.Driver;
import org.fedrange.simulator.run.Onlookers;
import org.fedrange.simulator.run.Progress;
import org.fedrange.simulator.run.Reason;
import org.fedrange.simulator.run.StudyRun;
import picocli.CommandLine;

/**
 * Carries out studies: all cells that are not finished yet, then tables, report and manifest.
 *
 * @param terminal where it says what it does
 * @param parallel threads for hospitals, and cells at once
 * @param carriage what carries the cells
 * @param occupation of the folder they go into
 */
record Execution(PrintWriter terminal, int parallel, Carriage carriage, Occupation occupation) {

    /**
     * What came of a study.
     *
     * @param runs the finished runs, by cell
     * @param failures the cause for each cell that failed
     */
    record Outcome(SortedMap<String, Run> runs, SortedMap<String, Throwable> failures) {}

    /** Carries out one study into one folder, while somebody looks on. */
    Outcome of(Source source, ResultsFolder folder, Progress onlooker) {
        Instant started = Instant.now();
        StudyRun run = new StudyRun(source.study(), source.deals(), folder);
        List<Cell> missing = run.missing();
        folder.write(ResultsFolder.EXPERIMENT, source.file().yaml(source.study()));
        folder.write(ResultsFolder.STUDY, Json.text(source.description()));
        announce(source, folder, missing);
        SortedMap<String, Throwable> failures;
        try (Interruption _ = Interruption.of(terminal, folder)) {
            Driver carrier = carriage.drivers().apply(source, folder);
            Terminal progress = new Terminal(terminal, missing);
            failures = run.run(missing, carrier, new Onlookers(List.of(progress, onlooker)));
            progress.close();
        }
        SortedMap<String, Run> runs = Publication.publish(folder, source.description());
        folder.write(ResultsFolder.MANIFEST, Json.text(manifest(source, missing.size(), runs.size(), failures, started)));
        failures.forEach((cell, cause) -> terminal.println("failed: " + cell + ": " + Reason.of(cause)));
        return new Outcome(runs, failures);
    }

    private void announce(Source source, ResultsFolder folder, List<Cell> missing) {
        List<Cell> cells = source.study().cells();
        long added = cells.stream().filter(cell -> !cell.declared()).count();
        terminal.println(source.study().name() + ": " + cells.size() + " cells (" + (cells.size() - added) + " in the matrix, " + added
                + " added as twins and baselines), " + (cells.size() - missing.size()) + " finished before, into " + folder.path());
        source.study().notices().forEach(notice -> terminal.println("note: " + notice));
    }

    private Manifest manifest(
            Source source, int missing, int finished, Map<String, Throwable> failures, Instant started) {
        SortedMap<String, String> data = new TreeMap<>();
        source.study().cells().forEach(cell -> {
            var dataset = source.deals().dataset(cell.experiment());
            data.put(dataset.name() + (cell.experiment().data().drawn() ? ", seed " + cell.experiment().seed() : ""), dataset.digest());
        });
        List<Cell> cells = source.study().cells();
        int declared = (int) cells.stream().filter(Cell::declared).count();
        Map<String, String> failed = new TreeMap<>();
        failures.forEach((cell, cause) -> failed.put(cell, Reason.of(cause)));
        boolean portable = cells.stream().allMatch(cell -> cell.experiment().numerics() == Numerics.PORTABLE);
        return new Manifest(
                CommandLineInterface.VERSION,
                System.getProperty("fedrange.commit", "unknown"),
                source.description().build(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " " + System.getProperty("os.arch"),
                source.description().cpu(),
                portable ? "portable" : "native, OpenBLAS for " + source.description().cpu(),
                parallel, carriage.name(), data,
                cells.stream().map(cell -> cell.experiment().seed()).distinct().sorted().toList(),
                new Manifest.Cells(declared, cells.size() - declared, finished, missing - failures.size(), failed),
                started.toString(),
                java.time.Duration.between(started, Instant.now()).toMillis(),
                Retention.from(started).toString());
    }
}
