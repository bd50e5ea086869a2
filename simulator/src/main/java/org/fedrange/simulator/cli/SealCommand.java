package org.fedrange.simulator.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.fedrange.simulator.audit.note.SignatureType;
import org.fedrange.simulator.audit.note.SigningKey;
import org.fedrange.simulator.pack.Evidence;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.Seal;
import org.fedrange.simulator.results.SealedFolder;
import org.fedrange.simulator.results.Verification;
import org.fedrange.simulator.run.FederatedCell;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Seals a results folder. */
@Command(
        name = "seal",
        description = {
            "Seal a results folder: a line for each file under a Merkle tree, with a checkpoint that is signed.",
            "What is sealed is checked first. Sealed again, lines are only added."
        },
        mixinStandardHelpOptions = true)
final class SealCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "a results folder")
    private Path path = Path.of("");

    @Option(names = "--sign-key", paramLabel = "FILE", description = "private key made by fedrange key; without it the seal is unsigned")
    private @Nullable Path keyFile;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        ResultsArgument results = ResultsArgument.read(path);
        SortedMap<String, Run> runs = results.folder().runs(results.study());
        List<String> problems = new Verification(results.folder(), results.study(), runs, FederatedCell::digest, Publication::tables).problems();
        if (!problems.isEmpty()) {
            problems.forEach(out::println);
            out.println("Not sealed: " + path + " does not agree with itself.");
            return ExitCode.VERIFICATION_FAILED;
        }
        SealedFolder folder = new SealedFolder(results.folder(), results.study());
        SigningKey key = keyFile == null ? null : KeyFile.signing(keyFile, SignatureType.LOG);
        Evidence evidence = Publication.evidence(results.folder(), results.study(), runs);
        Publication.pack(evidence, List.of()).forEach(results.folder()::write);
        Seal seal = folder.renewed(runs);
        if (key != null) {
            long now = Instant.now().getEpochSecond();
            seal = seal.signed(key, now);
            folder.signLogs(key, seal.head(), now, runs);
        }
        folder.write(seal);
        Publication.page(results.folder(), evidence, seal.checkpoint().signers());
        out.println("Sealed: " + seal.head().origin() + ", " + seal.head().size() + " lines, root " + seal.head().root());
        out.println(keyFile == null ? "Unsigned: nobody vouches for it; --sign-key FILE does." : "Signed.");
        return ExitCode.FINE;
    }
}
