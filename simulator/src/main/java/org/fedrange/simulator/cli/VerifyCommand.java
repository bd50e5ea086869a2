package org.fedrange.simulator.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.fedrange.simulator.audit.AccessLog;
import org.fedrange.simulator.audit.note.VerifierKey;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.SealedFolder;
import org.fedrange.simulator.results.Verification;
import org.fedrange.simulator.run.FederatedCell;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks a results folder. */
@Command(
        name = "verify",
        description = "Check that logs, results and tables of a folder are as they were sealed.",
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "a results folder")
    private Path path = Path.of("");

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "public key of a sealer or witness who must have signed the folder's seal; may be repeated")
    private List<Path> keys = List.of();

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        ResultsArgument results = ResultsArgument.read(path);
        SortedMap<String, Run> runs = results.folder().runs(results.study());
        List<String> problems = new ArrayList<>(new Verification(results.folder(), results.study(), runs, FederatedCell::digest, Publication::tables).problems());
        List<VerifierKey> signers = keys.stream().map(KeyFile::verifier).toList();
        SealedFolder sealed = new SealedFolder(results.folder(), results.study());
        List<String> changed = sealed.problems(runs);
        problems.addAll(changed);
        problems.addAll(sealed.objections(signers));
        problems.addAll(Publication.packProblems(results.folder(), results.study(), runs, changed.isEmpty() ? sealed.signers() : List.of()));
        readings(results.folder()).ifPresent(problems::add);
        if (problems.isEmpty()) {
            out.println("Verified: " + runs.size() + " of " + results.study().cells().size()
                    + " cells finished; identities, audit logs, results and tables agree.");
            sealed.seal().ifPresent(seal -> out.println(signers.isEmpty()
                    ? "The seal agrees; name who must have signed it with --key FILE."
                    : "Sealed and signed by " + signers.stream().map(VerifierKey::name).collect(Collectors.joining(", ")) + "."));
            return ExitCode.FINE;
        }
        problems.forEach(out::println);
        out.println(problems.size() + (problems.size() == 1 ? " problem." : " problems."));
        return ExitCode.VERIFICATION_FAILED;
    }

    private static Optional<String> readings(ResultsFolder folder) {
        try {
            return new AccessLog(folder.path().resolve(AccessLog.FOLDER)).problem();
        } catch (IOException e) {
            throw new UncheckedIOException("the log of readings cannot be read", e);
        }
    }
}
