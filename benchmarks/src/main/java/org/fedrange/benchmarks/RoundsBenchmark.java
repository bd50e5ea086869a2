package org.fedrange.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.fedrange.simulator.Cell;
import org.fedrange.simulator.Study;
import org.fedrange.simulator.actor.Simulation;
import org.fedrange.simulator.config.Binder;
import org.fedrange.simulator.config.StudyFile;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.run.Deals;
import org.fedrange.simulator.run.Progress;
import org.fedrange.simulator.run.StudyRun;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Whole rounds of an experiment, with channel, audit log and results, and with no evaluation but that of the last round. Two
 * federations learn: two seeds of the cell side by side, as in a matrix, or its two folds one after the other; the rounds of both are counted.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--add-modules=jdk.incubator.vector"})
public class RoundsBenchmark {
    private static final int ROUNDS = 100;
    private static final int FEDERATIONS = 2;

    /** Threads, which hospitals share. */
    @Param({"1", "2"})
    public int threads = 1;

    /** The experiment. */
    @Param({"configs/speed.yaml", "benchmarks/experiments/ten-clients.yaml", "benchmarks/experiments/thousand-clients.yaml"})
    public String experiment = "";

    private StudyRun run =
            new StudyRun(new Study("", List.of(), List.of(), new Study.Risk(0.2, 0.05, 0.5, 0.1, 0.9, 0.1, List.of(), List.of(), List.of()), List.of(), null, List.of()), new Deals(Path.of("")), folder());
    private List<Cell> declared = List.of();

    private static ResultsFolder folder() {
        try {
            return new ResultsFolder(Files.createTempDirectory("fedrange-benchmark"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Reads the experiment, its data and deals it. */
    @Setup
    public void read() {
        Deals deals = new Deals(Path.of("configs"));
        Study study = study("[1]", deals);
        if (study.cells().stream().filter(Cell::declared).mapToInt(RoundsBenchmark::folds).sum() < FEDERATIONS) {
            study = study("[1, 2]", deals);
        }
        run = new StudyRun(study, deals, folder());
        declared = study.cells().stream().filter(Cell::declared).toList();
        declared.forEach(cell -> deals.federation(cell.experiment()));
    }

    private Study study(String seeds, Deals deals) {
        List<String> settings = List.of("rounds=" + ROUNDS, "evaluation.every=" + ROUNDS, "matrix.seed=" + seeds);
        return StudyFile.read(Path.of(experiment), settings, new Binder()).study(deals, "benchmark", "benchmark");
    }

    private static int folds(Cell cell) {
        return Objects.requireNonNullElse(cell.experiment().evaluation().folds(), 1);
    }

    /** All rounds of the declared cells; operations are rounds. */
    @Benchmark
    @OperationsPerInvocation(FEDERATIONS * ROUNDS)
    public SortedMap<String, Throwable> rounds() {
        SortedMap<String, Throwable> failures = run.run(declared, new Simulation(threads), Progress.UNWATCHED);
        if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.toString());
        }
        return failures;
    }
}
