package org.fedrange.simulator.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.audit.Details;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Erases what was said in free words about an event. */
@Command(
        name = "erase",
        description = {
            "Erase the details of an event: what was said about it in free words. The log holds only a commitment to them, so that every line, root and proof stays as it is.",
            "Who erases proves a role that the policy lets erase; it is recorded in access/log.jsonl first. Tables of results that hold the same words are not touched."
        },
        mixinStandardHelpOptions = true)
final class AuditEraseCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "a results folder")
    private Path path = Path.of("");

    @Option(names = "--cell", required = true, paramLabel = "ID", description = "a cell; study.json names them")
    private String cell = "";

    @Option(names = "--event", required = true, paramLabel = "N", description = "line of the cell's audit log, from 1")
    private int event;

    @Option(names = "--policy", required = true, paramLabel = "FILE", description = "roles with keys and what they may do, as YAML")
    private Path policy = Path.of("");

    @Option(names = "--key", required = true, paramLabel = "FILE", description = "private key that proves the role")
    private Path key = Path.of("");

    @Override
    public Integer call() {
        ResultsArgument results = ResultsArgument.read(path);
        ProvedRole proved = ProvedRole.of(policy, key);
        if (!proved.role().erases()) {
            throw new Refusal(policy + ": the role " + proved.role().role() + " may not erase; a role may whose erases is true");
        }
        AuditCommand.log(results.folder(), cell);
        proved.announce(results, "audit-details-erased", cell, 1, event);
        try {
            if (!Details.erase(results.folder().audit(cell), event)) {
                throw new Refusal(path + ": the event " + event + " of the cell " + cell + " has no details, or they were erased before");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": details cannot be erased", e);
        }
        Objects.requireNonNull(spec).commandLine().getOut().println("Erased: the details of event " + event + "; its line still holds the commitment to them.");
        return ExitCode.FINE;
    }
}
