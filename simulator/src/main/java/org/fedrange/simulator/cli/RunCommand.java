package org.fedrange.simulator.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.fedrange.learning.Numerics;
import org.fedrange.simulator.Cell;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.actor.Simulation;
import org.fedrange.simulator.report.TextTable;
import org.fedrange.simulator.results.Json;
import org.fedrange.simulator.results.Manifest;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.run.Driver;
import org.fedrange.simulator.run.LoopDriver;
import org.fedrange.simulator.run.Memory;
import org.fedrange.simulator.run.StudyRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs an experiment: all cells of its matrix that are not finished yet. */
@Command(name = "run", description = "Run an experiment; goes on where it stopped.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    /** What carries the messages. */
    enum DriverKind {
        /** Akka actors. */
        actors,
        /** A plain loop in one thread: the yardstick. */
        loop
    }

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "the experiment, as YAML")
    private Path file = Path.of("");

    @Option(names = "--set", paramLabel = "PATH=VALUE", description = "change the experiment; may be given several times")
    private List<String> settings = List.of();

    @Option(names = "--out", paramLabel = "DIR", description = "where results go; results/NAME if absent")
    private @Nullable Path out;

    @Option(names = "--threads", description = "threads for hospitals, and cells at once; the number of CPUs if absent")
    private @Nullable Integer threads;

    @Option(names = "--driver", description = "what carries the messages: ${COMPLETION-CANDIDATES}; actors if absent")
    private DriverKind driver = DriverKind.actors;

    @Override
    public Integer call() {
        PrintWriter terminal = java.util.Objects.requireNonNull(spec).commandLine().getOut();
        int parallel = threads();
        Instant started = Instant.now();
        Source source = Source.read(file, settings);
        Memory.of(source.study(), source.deals(), parallel).excess(Runtime.getRuntime().maxMemory()).ifPresent(why -> {
            throw new Refusal(file + ": " + why);
        });
        ResultsFolder folder = new ResultsFolder(out != null ? out : Path.of("results", source.study().name()));
        StudyRun run = new StudyRun(source.study(), source.deals(), folder);
        List<Cell> missing = run.missing();
        folder.write(ResultsFolder.EXPERIMENT, source.file().yaml(source.study()));
        folder.write(ResultsFolder.STUDY, Json.text(source.description()));
        announce(terminal, source, folder, missing);
        SortedMap<String, Throwable> failures;
        try (Interruption _ = Interruption.of(terminal, folder)) {
            Driver carrier = driver == DriverKind.actors ? new Simulation(parallel) : new LoopDriver();
            Terminal progress = new Terminal(terminal, missing);
            failures = run.run(missing, carrier, progress);
            progress.close();
        }
        SortedMap<String, Run> runs = Publication.publish(folder, source.description());
        folder.write(ResultsFolder.MANIFEST, Json.text(manifest(source, parallel, missing.size(), runs.size(), failures, started)));
        conclude(terminal, source, folder, runs, failures);
        return failures.isEmpty() ? ExitCode.FINE : ExitCode.SOME_FAILED;
    }

    private int threads() {
        int parallel = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        if (parallel < 1 || parallel > 1024) {
            throw new Refusal("--threads: must be from 1 to 1024, got " + parallel);
        }
        return driver == DriverKind.loop ? 1 : parallel;
    }

    private static void announce(PrintWriter terminal, Source source, ResultsFolder folder, List<Cell> missing) {
        List<Cell> cells = source.study().cells();
        long added = cells.stream().filter(cell -> !cell.declared()).count();
        terminal.println(source.study().name() + ": " + cells.size() + " cells (" + (cells.size() - added) + " in the matrix, " + added
                + " added as twins and baselines), " + (cells.size() - missing.size()) + " finished before, into " + folder.path());
        source.study().notices().forEach(notice -> terminal.println("note: " + notice));
    }

    private void conclude(
            PrintWriter terminal, Source source, ResultsFolder folder, SortedMap<String, Run> runs, Map<String, Throwable> failures) {
        terminal.println();
        terminal.println(TextTable.of(source.description(), runs));
        failures.forEach((cell, cause) -> terminal.println("failed: " + cell + ": " + cause));
        terminal.println("Report: " + folder.path().resolve(ResultsFolder.REPORT));
    }

    private Manifest manifest(
            Source source, int parallel, int missing, int finished, Map<String, Throwable> failures, Instant started) {
        SortedMap<String, String> data = new TreeMap<>();
        source.study().cells().forEach(cell -> {
            var dataset = source.deals().dataset(cell.experiment());
            data.put(dataset.name() + (cell.experiment().data().drawn() ? ", seed " + cell.experiment().seed() : ""), dataset.digest());
        });
        List<Cell> cells = source.study().cells();
        int declared = (int) cells.stream().filter(Cell::declared).count();
        Map<String, String> failed = new TreeMap<>();
        failures.forEach((cell, cause) -> failed.put(cell, String.valueOf(cause)));
        boolean portable = cells.stream().allMatch(cell -> cell.experiment().numerics() == Numerics.PORTABLE);
        return new Manifest(
                CommandLineInterface.VERSION,
                System.getProperty("fedrange.commit", "unknown"),
                source.description().build(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " " + System.getProperty("os.arch"),
                source.description().cpu(),
                portable ? "portable" : "native, OpenBLAS for " + source.description().cpu(),
                parallel, driver.name(), data,
                cells.stream().map(cell -> cell.experiment().seed()).distinct().sorted().toList(),
                new Manifest.Cells(declared, cells.size() - declared, finished, missing - failures.size(), failed),
                started.toString(),
                java.time.Duration.between(started, Instant.now()).toMillis());
    }
}
