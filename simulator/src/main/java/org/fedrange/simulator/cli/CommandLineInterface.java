package org.fedrange.simulator.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.config.Words;
import org.fedrange.simulator.run.Reason;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program as one command with subcommands; wording and exit codes of whatever goes wrong. */
@Command(
        name = "fedrange",
        description = "A cyber range for federated learning: attacks against defenses, measured.",
        version = "fedrange " + CommandLineInterface.VERSION,
        mixinStandardHelpOptions = true,
        subcommands = {
            RunCommand.class, WorkerCommand.class, CheckCommand.class, ListCommand.class, DescribeCommand.class, ReportCommand.class, UiCommand.class, DiffCommand.class,
            VerifyCommand.class, GateCommand.class, ThreatModelCommand.class, SealCommand.class, WitnessCommand.class, AuditCommand.class, KeyCommand.class, KeystoresCommand.class, OnnxCommand.class, TensorBoardCommand.class, ViewsCommand.class, EvalCommand.class,
            PrivacyCommand.class, SchemaCommand.class, CompletionCommand.class, ManCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 fine, 1 our fault, 2 refused input, 3 verification failed, 4 some cells failed, 10 risk exceeds, 11 inconclusive, 130 interrupted.",
            "Begin with: fedrange run configs/quickstart.yaml"
        })
public final class CommandLineInterface implements Runnable {
    /** Version of the tool. */
    static final String VERSION = "0.1.0-SNAPSHOT";

    @CommandLine.Spec
    private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    /** Executes one command with the process's own streams. */
    public static int execute(String... arguments) {
        return execute(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8), new PrintWriter(System.err, true, StandardCharsets.UTF_8), arguments);
    }

    /** Executes one command, writing to these. */
    public static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine line = new CommandLine(new CommandLineInterface());
        line.setOut(out).setErr(err);
        line.setParameterExceptionHandler((exception, given) -> misused(exception));
        line.setExecutionExceptionHandler((exception, command, parsed) -> failed(exception, err));
        return line.execute(arguments);
    }

    private static int misused(ParameterException exception) {
        PrintWriter err = exception.getCommandLine().getErr();
        err.println(exception.getMessage());
        if (!suggests(exception, err)) {
            err.println("See: " + exception.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        }
        return ExitCode.REFUSED;
    }

    /** Commands are compared as words of experiments are: picocli compares pairs of letters, and rnu has none in common with run. */
    private static boolean suggests(ParameterException exception, PrintWriter err) {
        if (!(exception instanceof UnmatchedArgumentException unmatched) || unmatched.isUnknownOption()) {
            return UnmatchedArgumentException.printSuggestions(exception, err);
        }
        CommandLine command = exception.getCommandLine();
        Optional<String> nearest = Words.nearest(unmatched.getUnmatched().getFirst(), command.getSubcommands().keySet());
        nearest.ifPresent(word -> err.println("Did you mean: " + command.getCommandSpec().qualifiedName() + " " + word + "?"));
        return nearest.isPresent();
    }

    private static int failed(Exception given, PrintWriter err) {
        // Thrown by whoever waits for work that is done elsewhere.
        Exception exception = given instanceof CompletionException && given.getCause() instanceof UncheckedIOException unkept ? unkept : given;
        if (exception instanceof Refusal refusal) {
            err.println(refusal.getMessage());
            return ExitCode.REFUSED;
        }
        if (exception instanceof UncheckedIOException) {
            err.println(Reason.of(exception));
            return ExitCode.REFUSED;
        }
        err.println("This is a fault of FedRange, not of your input. Please report it with the lines below.");
        exception.printStackTrace(err);
        return ExitCode.FAULT;
    }

    /** Without a subcommand: how to use it. */
    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }
}
