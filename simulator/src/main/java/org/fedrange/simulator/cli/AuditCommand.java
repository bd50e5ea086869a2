package org.fedrange.simulator.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.audit.AuditLog;
import org.fedrange.simulator.audit.note.SignedNote;
import org.fedrange.simulator.audit.note.TlogProof;
import org.fedrange.simulator.audit.note.TreeHead;
import org.fedrange.simulator.results.Seal;
import org.fedrange.simulator.results.SealedFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows single lines of sealed logs to others, and checks what others show. */
@Command(name = "audit", description = "Prove single lines of sealed logs, and check such proofs.", mixinStandardHelpOptions = true)
final class AuditCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public void run() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        line.usage(line.getOut());
    }

    /** Writes a proof. */
    @Command(
            name = "prove",
            description = {
                "Print a proof, as C2SP tlog-proof has it, that a file, or an event of a cell's audit log, is as it was sealed.",
                "The proof is checked without the folder."
            },
            mixinStandardHelpOptions = true)
    int prove(
            @Parameters(paramLabel = "DIR", description = "a sealed results folder") Path path,
            @Option(names = "--file", paramLabel = "NAME", description = "a file of the folder, such as cells.csv") @Nullable String file,
            @Option(names = "--cell", paramLabel = "ID", description = "a cell, with --event") @Nullable String cell,
            @Option(names = "--event", paramLabel = "N", description = "line of the cell's audit log, from 1") @Nullable Integer event) {
        if ((file == null) == (cell == null) || (cell == null) != (event == null)) {
            throw new Refusal("name either --file NAME, or --cell ID and --event N");
        }
        ResultsArgument results = ResultsArgument.read(path);
        SealedFolder folder = new SealedFolder(results.folder(), results.study());
        TlogProof proof = file != null
                ? folder.seal().orElseThrow(() -> unsealed(path)).proof(file)
                        .orElseThrow(() -> new Refusal(path + ": no file " + file + " was sealed"))
                : event(folder, path, Objects.requireNonNull(cell), Objects.requireNonNull(event));
        print(proof.written());
        return ExitCode.FINE;
    }

    private static Refusal unsealed(Path path) {
        return new Refusal(path + ": was never sealed; fedrange seal does, and signs with --sign-key");
    }

    private static TlogProof event(SealedFolder folder, Path path, String cell, int event) {
        SignedNote checkpoint = folder.checkpoint(cell).orElseThrow(() -> new Refusal(
                path + ": there is no signed checkpoint of the cell " + cell + "; study.json names the cells, and fedrange seal signs with --sign-key"));
        byte[] log = folder.folder().read(folder.folder().audit(cell).resolve(AuditLog.EVENTS)).orElseThrow(() -> unsealed(path));
        List<byte[]> lines = new ArrayList<>();
        new String(log, StandardCharsets.UTF_8).lines().forEach(line -> lines.add(line.getBytes(StandardCharsets.UTF_8)));
        if (event < 1 || event > lines.size()) {
            throw new Refusal("--event must be 1 to " + lines.size() + ", got " + event);
        }
        return Seal.proof(lines, event - 1, checkpoint);
    }

    /** Checks a proof. */
    @Command(
            name = "check",
            description = "Check a proof that fedrange audit prove printed, with public keys alone, and print the line that it proves.",
            mixinStandardHelpOptions = true)
    int check(
            @Parameters(paramLabel = "PROOF", description = "file of the proof") Path file,
            @Option(names = "--key", required = true, paramLabel = "FILE", description = "public key that must have signed; may be repeated")
                    List<Path> keys) {
        TlogProof proof;
        try {
            proof = TlogProof.parse(Files.readString(file));
            TreeHead.parse(proof.checkpoint().text());
        } catch (IllegalArgumentException e) {
            throw new Refusal(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
        byte[] line = proof.extra().orElseThrow(() -> new Refusal(file + ": does not carry the line that it proves"));
        Optional<String> objection = proof.objection(line, keys.stream().map(KeyFile::verifier).toList());
        print(objection.map(reason -> "Not proved: " + reason + ".\n").orElseGet(() -> new String(line, StandardCharsets.UTF_8) + "\nProved: line "
                + (proof.index() + 1) + " of " + TreeHead.parse(proof.checkpoint().text()).origin() + ".\n"));
        return objection.isPresent() ? ExitCode.VERIFICATION_FAILED : ExitCode.FINE;
    }

    private void print(String text) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.print(text);
        out.flush();
    }
}
