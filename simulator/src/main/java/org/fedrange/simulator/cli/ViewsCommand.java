package org.fedrange.simulator.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.fedrange.simulator.Cell;
import org.fedrange.simulator.DrawSource;
import org.fedrange.simulator.Experiment;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.config.Binder;
import org.fedrange.simulator.data.Npz;
import org.fedrange.simulator.data.ViewFile;
import org.fedrange.simulator.results.Leakage;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.StudyRecord;
import org.fedrange.simulator.run.Deals;
import org.fedrange.simulator.run.Views;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes what observers saw for other tools. */
@Command(
        name = "views",
        description = {
            "Run a cell again and write what its observers saw, as observer-K-fold-N.npz for NumPy, so that other tools can attack it.",
            "Views hold what was computed from patients' records: they lie in no results folder and belong to nobody who may not see what the observers saw.",
            "Nothing is written unless the digests are those that the results name."
        },
        mixinStandardHelpOptions = true)
final class ViewsCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "a results folder")
    private Path path = Path.of("");

    @Option(names = "--cell", required = true, paramLabel = "ID", description = "a cell with inference; study.json names them")
    private String cell = "";

    @Option(names = "--data", paramLabel = "FOLDER", description = "where relative paths of the experiment's data begin; here if absent")
    private Path data = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "where views go; not inside DIR")
    private Path out = Path.of("");

    @Override
    public Integer call() {
        ResultsArgument results = ResultsArgument.read(path);
        StudyRecord.Entry entry = results.cell(cell);
        Experiment experiment = new Binder().read(Experiment.class, "cell " + cell, entry.experiment());
        Run before = results.folder().run(cell).orElseThrow(() -> new Refusal(path + ": the cell " + cell + " has not finished, so that nothing says what its observers saw"));
        Deals deals = new Deals(data);
        refuse(entry, experiment, deals);
        Views views = again(new Cell(cell, entry.identity(), List.of(), experiment, true, null, cell), deals);
        if (!digests(views.run()).equals(digests(before))) {
            throw new Refusal(path + ": the cell " + cell + " comes out otherwise here, so that these are not the views that were attacked; use the build and the kind of CPU that manifest.json names");
        }
        PrintWriter terminal = Objects.requireNonNull(spec).commandLine().getOut();
        for (Views.Seen seen : views.all()) {
            Path file = out.resolve("observer-" + seen.observer() + "-fold-" + seen.fold() + ".npz");
            byte[] bytes = Npz.of(ViewFile.arrays(seen.view()));
            ResultsFolder.write(file, bytes);
            terminal.println("Written: " + file + ", " + bytes.length + " bytes");
        }
        terminal.println("Computed from patients' records: not for everybody who may have the results.");
        return ExitCode.FINE;
    }

    private void refuse(StudyRecord.Entry entry, Experiment experiment, Deals deals) {
        if (experiment.inference().isEmpty()) {
            throw new Refusal(path + ": nobody observes the cell " + cell + "; the experiment's inference names observers");
        }
        if (experiment.privacyDraws() == DrawSource.SYSTEM) {
            throw new Refusal(path + ": the cell " + cell + " has privacyDraws: system, whose draws nobody can repeat, so that it cannot be run again as it was");
        }
        if (out.toAbsolutePath().normalize().startsWith(path.toAbsolutePath().normalize())) {
            throw new Refusal("--out: " + out + " lies in the results folder, which is made to be handed on; views hold what was computed from patients' records");
        }
        String found = deals.dataset(experiment).digest();
        if (!found.equals(entry.data())) {
            throw new Refusal("--data: the data there are not those of the cell " + cell + " (SHA-256 " + found + " there, " + entry.data() + " then)");
        }
    }

    private static List<String> digests(Run run) {
        return run.leakage().stream().map(Leakage::viewDigest).toList();
    }

    /** Runs the cell in a folder that is gone afterwards. */
    private static Views again(Cell cell, Deals deals) {
        try {
            Path scratch = Files.createTempDirectory("fedrange-views");
            try {
                return Views.of(cell, deals, new ResultsFolder(scratch));
            } finally {
                try (Stream<Path> files = Files.walk(scratch)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("temporary files cannot be kept", e);
        }
    }
}
