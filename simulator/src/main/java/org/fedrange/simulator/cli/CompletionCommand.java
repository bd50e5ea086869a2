package org.fedrange.simulator.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Prints what teaches a shell to complete commands and options. */
@Command(
        name = "completion",
        description = {"Print a script for bash or zsh that completes commands and options:", "  source <(./fedrange completion)"},
        mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine.Model.CommandSpec own = Objects.requireNonNull(spec);
        own.commandLine().getOut().println(AutoComplete.bash("fedrange", own.root().commandLine()));
        return ExitCode.FINE;
    }
}
