package org.fedrange.simulator.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.audit.note.SignatureType;
import org.fedrange.simulator.audit.note.SignedNote;
import org.fedrange.simulator.audit.note.TreeHead;
import org.fedrange.simulator.results.Seal;
import org.fedrange.simulator.results.SealedFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs what another party sealed, after checking that it only grew. */
@Command(
        name = "witness",
        description = {
            "Sign another party's seal, after checking its signature, its files, and that it continues what was witnessed before.",
            "The memory is a file of the witness's own: a checkpoint for each seal it ever signed."
        },
        mixinStandardHelpOptions = true)
final class WitnessCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "a sealed results folder")
    private Path path = Path.of("");

    @Option(names = "--sign-key", required = true, paramLabel = "FILE", description = "the witness's private key, made by fedrange key --witness")
    private Path keyFile = Path.of("");

    @Option(names = "--key", required = true, paramLabel = "FILE", description = "public key of whoever sealed it")
    private Path sealer = Path.of("");

    @Option(names = "--memory", required = true, paramLabel = "FILE", description = "what this witness signed before; made where it is missing")
    private Path memory = Path.of("");

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        var key = KeyFile.signing(keyFile, SignatureType.WITNESS);
        ResultsArgument results = ResultsArgument.read(path);
        SealedFolder folder = new SealedFolder(results.folder(), results.study());
        List<String> problems = new ArrayList<>(folder.problems(results.folder().runs(results.study())));
        problems.addAll(folder.objections(List.of(KeyFile.verifier(sealer))));
        if (!problems.isEmpty()) {
            problems.forEach(out::println);
            out.println("Not witnessed.");
            return ExitCode.VERIFICATION_FAILED;
        }
        Seal seal = folder.seal().orElseThrow();
        Optional<TreeHead> before = remembered(seal.head().origin());
        if (before.isPresent() && !seal.continues(before.get().size(), before.get().root())) {
            out.println("Not witnessed: this seal does not continue the one of " + before.get().size() + " lines with root " + before.get().root()
                    + " that was witnessed before. Somebody was shown another past.");
            return ExitCode.VERIFICATION_FAILED;
        }
        remember(seal.checkpoint());
        folder.write(seal.signed(key, Instant.now().getEpochSecond()));
        out.println("Witnessed: " + seal.head().origin() + ", " + seal.head().size() + " lines, root " + seal.head().root());
        return ExitCode.FINE;
    }

    /** The last checkpoint of this origin that was witnessed. */
    private Optional<TreeHead> remembered(String origin) {
        if (!Files.exists(memory)) {
            return Optional.empty();
        }
        try {
            String all = Files.readString(memory);
            List<TreeHead> heads = all.isEmpty() ? List.of() : List.of(all.split("\n\n")).stream().map(text -> TreeHead.parse(text.stripTrailing() + "\n")).toList();
            return heads.stream().filter(head -> head.origin().equals(origin)).reduce((first, second) -> second);
        } catch (IllegalArgumentException e) {
            throw new Refusal(memory + ": is not a witness's memory: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(memory + " cannot be read", e);
        }
    }

    /** Kept before anything is signed: a witness that forgot could be shown another past. */
    private void remember(SignedNote checkpoint) {
        try {
            Files.writeString(
                    memory, checkpoint.text() + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND,
                    StandardOpenOption.SYNC);
        } catch (IOException e) {
            throw new UncheckedIOException(memory + " cannot be written", e);
        }
    }
}
