package org.fedrange.simulator.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.fedrange.simulator.config.Catalogue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Lists every kind. */
@Command(name = "list", description = "List the kinds of every family.", mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Objects.requireNonNull(spec).commandLine().getOut().print(Catalogue.list());
        spec.commandLine().getOut().flush();
        return ExitCode.FINE;
    }
}
