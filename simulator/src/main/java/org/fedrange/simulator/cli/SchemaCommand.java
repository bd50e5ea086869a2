package org.fedrange.simulator.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.fedrange.simulator.config.Binder;
import org.fedrange.simulator.config.Schema;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Prints the schema of experiment files. */
@Command(
        name = "schema",
        description = "Print the JSON Schema of experiment files, with which editors complete and check them.",
        mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Objects.requireNonNull(spec).commandLine().getOut().println(new Schema(new Binder()).json());
        return ExitCode.FINE;
    }
}
