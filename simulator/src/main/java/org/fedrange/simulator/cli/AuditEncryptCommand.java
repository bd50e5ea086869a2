package org.fedrange.simulator.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.fedrange.simulator.audit.Details;
import org.fedrange.simulator.audit.ReadingPolicy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Encrypts what was said in free words about events. */
@Command(
        name = "encrypt",
        description = {
            "Encrypt the details of events, each to the roles that may read them: those that see the action and the field reason, under the keys that they name in sealTo.",
            "The log holds only commitments to details, so that every line, root and proof stays as it is. Tables of results that hold the same words are not touched."
        },
        mixinStandardHelpOptions = true)
final class AuditEncryptCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "a results folder")
    private Path path = Path.of("");

    @Option(names = "--cell", paramLabel = "ID", description = "a cell; all finished cells if absent")
    private @Nullable String cell;

    @Option(names = "--policy", required = true, paramLabel = "FILE", description = "roles with actions, fields and sealTo, as YAML")
    private Path policyFile = Path.of("");

    @Override
    public Integer call() {
        ResultsArgument results = ResultsArgument.read(path);
        ReadingPolicy policy = ReadingPolicy.read(policyFile);
        List<String> cells = cell != null ? List.of(cell) : List.copyOf(results.folder().runs(results.study()).keySet());
        int sealed = 0;
        for (String its : cells) {
            sealed += encrypted(AuditCommand.log(results.folder(), its), policy);
        }
        Objects.requireNonNull(spec).commandLine().getOut().println(sealed == 0
                ? "Nothing to encrypt: no details in plain."
                : "Encrypted: the details of " + sealed + (sealed == 1 ? " event" : " events") + "; only the keys that the policy names open them.");
        return ExitCode.FINE;
    }

    private static int encrypted(Path log, ReadingPolicy policy) {
        try {
            return Details.encrypt(log, policy);
        } catch (IOException e) {
            throw new UncheckedIOException(log + ": details cannot be encrypted", e);
        }
    }
}
