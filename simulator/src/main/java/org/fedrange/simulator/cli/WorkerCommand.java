package org.fedrange.simulator.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.cluster.Ending;
import org.fedrange.simulator.cluster.HostPort;
import org.fedrange.simulator.cluster.Role;
import org.fedrange.simulator.cluster.Worker;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Computes cells, or houses hospitals, for a run that leads on this or another machine. */
@Command(
        name = "worker",
        description = "Compute cells, or house hospitals, for fedrange run --cluster-port, until there is nothing more to do.",
        mixinStandardHelpOptions = true)
final class WorkerCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Option(names = "--join", paramLabel = "HOST:PORT", required = true, description = "where the run leads, as it says itself")
    private String join = "";

    @Option(names = "--role", paramLabel = "ROLE", defaultValue = "cell",
            description = "what this machine is for: cell, to compute whole cells, or hospital, to house hospitals of a run that has --hospital-machines; default: ${DEFAULT-VALUE}")
    private Role role = Role.cell;

    @Option(names = "--threads", description = "threads for hospitals, and cells at once; the number of CPUs if absent")
    private @Nullable Integer threads;

    @Option(names = "--data", paramLabel = "DIR", description = "folder against which the experiment's data files are read, as if the experiment file lay there; default: here")
    private Path data = Path.of("");

    @Option(names = "--port", description = "where this worker listens; any that is free if absent")
    private int port;

    @Mixin
    private Membership membership = new Membership();

    @Override
    public Integer call() {
        PrintWriter terminal = Objects.requireNonNull(spec).commandLine().getOut();
        HostPort leader = HostPort.parse("--join", join);
        Path scratch = scratch();
        said(terminal, "Looking for a run that leads at " + leader + " ...");
        try (Worker worker = Worker.join(
                membership.at(port, RunCommand.threads(threads)), role, leader, data.toAbsolutePath(), scratch, said -> said(terminal, said))) {
            Thread hook = new Thread(() -> interrupted(worker, terminal), "interruption");
            Runtime.getRuntime().addShutdownHook(hook);
            Ending ending = worker.await();
            Runtime.getRuntime().removeShutdownHook(hook);
            return code(ending, leader, terminal);
        }
    }

    private static int code(Ending ending, HostPort leader, PrintWriter terminal) {
        return switch (ending) {
            case Ending.Done done -> {
                said(terminal, "The leader has all its cells.");
                yield ExitCode.FINE;
            }
            case Ending.Unfit(String reason) -> throw new Refusal("This machine cannot work for " + leader + ": " + reason + ".");
            case Ending.Unanswered none -> throw new Refusal("--join: no run that leads answers at " + leader
                    + "; does it run there with --cluster-port, is it the same version, and are both with a --keystore made together, or both without?");
            case Ending.Lost lost -> {
                said(terminal, "The leader at " + leader + " is gone, or gave this machine up; what it had finished is kept there.");
                yield ExitCode.INTERRUPTED;
            }
        };
    }

    private static void interrupted(Worker worker, PrintWriter terminal) {
        said(terminal, "Interrupted. The leader gives the cells of this machine to others.");
        worker.leave();
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
    }

    private static void said(PrintWriter terminal, String sentence) {
        terminal.println(sentence);
        terminal.flush();
    }

    /** Where a cell's files lie until they are sent; taken away cell by cell. */
    private static Path scratch() {
        try {
            Path scratch = Files.createTempDirectory("fedrange-worker");
            scratch.toFile().deleteOnExit();
            return scratch;
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for temporary files", e);
        }
    }
}
