package org.fedrange.simulator.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.fedrange.learning.model.Model;
import org.fedrange.simulator.Experiment;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.config.Binder;
import org.fedrange.simulator.data.InitialParameters;
import org.fedrange.simulator.data.Onnx;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.results.StudyRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a final model for other tools. */
@Command(
        name = "onnx",
        description = {
            "Write the final model of a cell as ONNX, from features as the hospitals' training sees them to probabilities.",
            "For softmax, mlp, cnn, lenet, lenet-zhu and cnn1d. Every final model lies in models/ID/fold-N.npz for NumPy."
        },
        mixinStandardHelpOptions = true)
final class OnnxCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "a results folder")
    private Path path = Path.of("");

    @Option(names = "--cell", required = true, paramLabel = "ID", description = "a cell; study.json names them")
    private String cell = "";

    @Option(names = "--fold", paramLabel = "N", description = "a fold, from 1; default: ${DEFAULT-VALUE}", defaultValue = "1")
    private int fold;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "the file to write, such as model.onnx")
    private Path out = Path.of("");

    @Override
    public Integer call() {
        ResultsArgument results = ResultsArgument.read(path);
        StudyRecord.Entry entry = results.cell(cell);
        Path file = results.folder().model(cell, fold);
        if (!Files.exists(file)) {
            throw new Refusal(path + ": has no final model of the cell " + cell + ", fold " + fold + "; the cell has not finished, or has fewer folds, which count from 1");
        }
        Model model = new Binder().read(Experiment.class, "cell " + cell, entry.experiment()).model();
        byte[] bytes = Onnx.of(model, entry.shape(), new InitialParameters(file.toString(), null).read(Path.of(""), model, entry.shape()));
        ResultsFolder.write(out, bytes);
        Objects.requireNonNull(spec).commandLine().getOut().println("Written: " + out + ", " + bytes.length + " bytes");
        return ExitCode.FINE;
    }
}
