package org.fedrange.simulator.cli;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fedrange.simulator.data.EventFile;
import org.fedrange.simulator.results.Curves;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.StudyRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes curves for TensorBoard. */
@Command(
        name = "tensorboard",
        description = {
            "Write the rounds of every finished cell for TensorBoard, as ATTACK/DEFENSE/seed-N-ID below a folder:",
            "  tensorboard --logdir FOLDER",
            "Steps are rounds, and time is the virtual time of the run."
        },
        mixinStandardHelpOptions = true)
final class TensorBoardCommand implements Callable<Integer> {
    private static final int ID = 8;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "a results folder")
    private Path path = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "where the event files go")
    private Path out = Path.of("");

    @Override
    public Integer call() {
        ResultsArgument results = ResultsArgument.read(path);
        int written = 0;
        for (StudyRecord.Entry cell : results.study().cells()) {
            Optional<Run> run = results.folder().run(cell.id());
            if (run.isPresent()) {
                ResultsFolder.write(out.resolve(place(cell)).resolve(EventFile.NAME), EventFile.of(Curves.of(run.get())));
                written++;
            }
        }
        Objects.requireNonNull(spec).commandLine().getOut().println("Written: " + written + " runs; tensorboard --logdir " + out);
        return ExitCode.FINE;
    }

    /** Where a cell's file goes; the id tells those apart whose labels are alike but for what no file name may hold. */
    private static Path place(StudyRecord.Entry cell) {
        return Path.of(plain(cell.attack()), plain(cell.column()), "seed-" + cell.seed() + "-" + cell.id().substring(0, Math.min(ID, cell.id().length())));
    }

    private static String plain(String label) {
        return label.replaceAll("[^A-Za-z0-9.=+]+", "-").replaceAll("^[-.]+|-+$", "");
    }
}
