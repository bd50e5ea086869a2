package org.fedrange.simulator.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.fedrange.simulator.config.Catalogue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Describes one kind. */
@Command(name = "describe", description = "Describe a kind: formula, example, source, parameters.", mixinStandardHelpOptions = true)
final class DescribeCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FAMILY", description = "such as rule; fedrange list shows all")
    private String family = "";

    @Parameters(index = "1", paramLabel = "KIND", description = "such as krum")
    private String kind = "";

    @Override
    public Integer call() {
        Objects.requireNonNull(spec).commandLine().getOut().print(Catalogue.describe(family, kind));
        spec.commandLine().getOut().flush();
        return ExitCode.FINE;
    }
}
