package org.fedrange.simulator.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.fedrange.simulator.eval.Eval;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Answers questions from standard input. */
@Command(
        name = "eval",
        description = "Answer JSON lines from standard input: rules, attacks, training steps, privacy.",
        mixinStandardHelpOptions = true)
final class EvalCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Eval.run(in, Objects.requireNonNull(spec).commandLine().getOut());
        return ExitCode.FINE;
    }
}
