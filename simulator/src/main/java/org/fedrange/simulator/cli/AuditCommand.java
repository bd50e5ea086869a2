package org.fedrange.simulator.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.audit.AuditLog;
import org.fedrange.simulator.audit.Details;
import org.fedrange.simulator.audit.FhirExport;
import org.fedrange.simulator.audit.Reading;
import org.fedrange.simulator.audit.note.OpeningKey;
import org.fedrange.simulator.audit.note.SignedNote;
import org.fedrange.simulator.audit.note.TlogProof;
import org.fedrange.simulator.audit.note.TreeHead;
import org.fedrange.simulator.results.Json;
import org.fedrange.simulator.results.Manifest;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.results.Seal;
import org.fedrange.simulator.results.SealedFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is done with audit logs after a run: shown to roles, exported, proved line by line, kept. */
@Command(
        name = "audit",
        description = "Show audit logs to roles, compare both sides' records, export them, encrypt or erase details, prove single lines of sealed logs and check such proofs.",
        subcommands = {AuditCompareCommand.class, AuditEncryptCommand.class, AuditEraseCommand.class},
        mixinStandardHelpOptions = true)
final class AuditCommand implements Runnable {
    private static final String UNPROVED = "Advisory: no role was proved and nothing was written down; --policy and --key do both.";

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
                "The proof is checked without the folder.",
                "A proof of an event shows its line: with --policy and --key to a role, after that was written down as fedrange audit read does it; without them it is advisory."
            },
            mixinStandardHelpOptions = true)
    int prove(
            @Parameters(paramLabel = "DIR", description = "a sealed results folder") Path path,
            @Option(names = "--file", paramLabel = "NAME", description = "a file of the folder, such as cells.csv") @Nullable String file,
            @Option(names = "--cell", paramLabel = "ID", description = "a cell, with --event") @Nullable String cell,
            @Option(names = "--event", paramLabel = "N", description = "line of the cell's audit log, from 1") @Nullable Integer event,
            @Option(names = "--policy", paramLabel = "FILE", description = "roles with keys, actions and fields, as YAML; with --event and --key") @Nullable Path policyFile,
            @Option(names = "--key", paramLabel = "FILE", description = "private key that proves the role; with --policy") @Nullable Path keyFile) {
        if ((file == null) == (cell == null) || (cell == null) != (event == null)) {
            throw new Refusal("name either --file NAME, or --cell ID and --event N");
        }
        Optional<ProvedRole> proved = ProvedRole.given(policyFile, keyFile);
        ResultsArgument results = ResultsArgument.read(path);
        SealedFolder folder = new SealedFolder(results.folder(), results.study());
        if (file != null) {
            if (proved.isPresent()) {
                throw new Refusal("--policy, --key: prove who reads an event; a file's proof shows its digest alone, and needs neither");
            }
            print(folder.seal().orElseThrow(() -> unsealed(path)).proof(file).orElseThrow(() -> new Refusal(path + ": no file " + file + " was sealed")).written());
            return ExitCode.FINE;
        }
        TlogProof proof = event(folder, path, Objects.requireNonNull(cell), Objects.requireNonNull(event));
        proved.ifPresentOrElse(role -> shown(role, results, cell, event, proof), () -> err(UNPROVED));
        print(proof.written());
        return ExitCode.FINE;
    }

    /** Writes down that a role is shown the line of an event; refuses where it may not see all of it, as a proof has no parts. */
    private static void shown(ProvedRole proved, ResultsArgument results, String cell, int event, TlogProof proof) {
        String line = new String(proof.extra().orElseThrow(), StandardCharsets.UTF_8);
        if (!Reading.whole(line, proved.role())) {
            throw new Refusal("the role " + proved.role().role() + " does not see all of event " + event + ", and a proof shows a line whole; fedrange audit read shows what it sees");
        }
        proved.announce(results, "audit-event-proved", cell, 1, event);
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

    /** Shows a log to a role. */
    @Command(
            name = "read",
            description = {
                "Show a cell's audit log to a role. The role is proved by a key that the policy names; what it sees, the policy says.",
                "Each reading is first written to access/log.jsonl, which has a Merkle tree of its own. Details that were encrypted are opened with the key.",
                "All else is advisory: whoever holds the folder can open its files without this command."
            },
            mixinStandardHelpOptions = true)
    int read(
            @Parameters(paramLabel = "DIR", description = "a results folder") Path path,
            @Option(names = "--cell", required = true, paramLabel = "ID", description = "a cell; study.json names them") String cell,
            @Option(names = "--policy", required = true, paramLabel = "FILE", description = "roles with keys, actions and fields, as YAML") Path policyFile,
            @Option(names = "--key", required = true, paramLabel = "FILE", description = "private key that proves the role") Path keyFile) {
        ResultsArgument results = ResultsArgument.read(path);
        ProvedRole proved = ProvedRole.of(policyFile, keyFile);
        List<String> seen = Reading.of(lines(results.folder(), cell, proved.opening()), proved.role());
        proved.announce(results, "audit-log-used", cell, seen.size(), null);
        print(String.join("\n", seen) + (seen.isEmpty() ? "" : "\n"));
        err(sealed(results.folder(), cell)
                ? "Details are encrypted; what is sealed to " + proved.reader() + " was opened. All else in the folder is in plain: events, and tables such as verdicts.csv."
                : "Advisory: shown as role " + proved.role().role() + " sees it; whoever holds the folder can open the files without this command"
                        + " (fedrange audit encrypt seals details to roles).");
        return ExitCode.FINE;
    }

    /** Writes a log in another format. */
    @Command(
            name = "export",
            description = {
                "Print a cell's audit log, or all of them, as FHIR R4 AuditEvent, one a line (NDJSON). Times are those of the simulation, from 1970 on.",
                "With --policy and --key, what a role sees, after the reading was written down as fedrange audit read does it; without them it is advisory and nobody writes it down."
            },
            mixinStandardHelpOptions = true)
    int export(
            @Parameters(paramLabel = "DIR", description = "a results folder") Path path,
            @Option(names = "--cell", paramLabel = "ID", description = "a cell; all finished cells if absent") @Nullable String cell,
            @Option(names = "--policy", paramLabel = "FILE", description = "roles with keys, actions and fields, as YAML; with --key") @Nullable Path policyFile,
            @Option(names = "--key", paramLabel = "FILE", description = "private key that proves the role; with --policy") @Nullable Path keyFile) {
        ProvedRole proved = ProvedRole.given(policyFile, keyFile).orElse(null);
        ResultsArgument results = ResultsArgument.read(path);
        refuseHidden(proved);
        List<String> cells = cell != null ? List.of(cell) : List.copyOf(results.folder().runs(results.study()).keySet());
        for (String its : cells) {
            List<String> lines = lines(results.folder(), its, proved == null ? null : proved.opening());
            List<String> resources = IntStream.rangeClosed(1, lines.size()).boxed().flatMap(number -> {
                String line = lines.get(number - 1);
                return (proved == null ? Optional.of(line) : Reading.line(number, line, proved.role())).map(seen -> FhirExport.resource(its, number, seen)).stream();
            }).toList();
            if (proved != null) {
                proved.announce(results, "audit-log-exported", its, resources.size(), null);
            }
            print(String.join("\n", resources) + (resources.isEmpty() ? "" : "\n"));
        }
        if (proved == null) {
            err(UNPROVED);
        }
        return ExitCode.FINE;
    }

    private static void refuseHidden(@Nullable ProvedRole proved) {
        List<String> hidden = proved == null ? List.of() : FhirExport.DEMANDED.stream().filter(field -> !proved.role().shows(field)).toList();
        if (proved != null && !hidden.isEmpty()) {
            throw new Refusal("the role " + proved.role().role() + " does not see " + String.join(", ", hidden) + ", without which FHIR has no AuditEvent; fedrange audit read shows what it sees");
        }
    }

    /** Takes logs away that need no longer be kept. */
    @Command(
            name = "prune",
            description = "Delete the audit logs of a folder once the date is past until which its manifest says to keep it, six years after it was made; refused before.",
            mixinStandardHelpOptions = true)
    int prune(@Parameters(paramLabel = "DIR", description = "a results folder") Path path) {
        ResultsArgument results = ResultsArgument.read(path);
        Manifest manifest = results.folder().read(path.resolve(ResultsFolder.MANIFEST)).flatMap(bytes -> Json.read(Manifest.class, bytes))
                .orElseThrow(() -> new Refusal(path + ": has no manifest that says until when to keep it, so that nothing is deleted"));
        LocalDate today = Instant.now().atZone(ZoneOffset.UTC).toLocalDate();
        LocalDate until = LocalDate.parse(manifest.retainUntil());
        if (!today.isAfter(until)) {
            throw new Refusal(path + ": is to be kept until " + until + " (45 CFR 164.316(b)(2)(i)); nothing is deleted before");
        }
        try (Stream<Path> files = Files.walk(path.resolve("audit"))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": logs cannot be deleted", e);
        }
        print("Deleted: the audit logs, kept until " + until + ".\n");
        return ExitCode.FINE;
    }

    /** The lines of a cell's log, with details where they were not erased and are not sealed to others. */
    static List<String> lines(ResultsFolder folder, String cell, @Nullable OpeningKey key) {
        Path log = log(folder, cell);
        try {
            return Details.restored(log, key);
        } catch (IOException e) {
            throw new UncheckedIOException(log + " cannot be read", e);
        }
    }

    /** The folder of a cell's log, or refuses. */
    static Path log(ResultsFolder folder, String cell) {
        Path log = folder.audit(cell);
        if (!Files.exists(log.resolve(AuditLog.EVENTS))) {
            throw new Refusal(folder.path() + ": has no audit log of a cell " + cell + "; study.json names the cells");
        }
        return log;
    }

    private static boolean sealed(ResultsFolder folder, String cell) {
        try {
            return Details.sealed(log(folder, cell));
        } catch (IOException e) {
            throw new UncheckedIOException(folder.path() + " cannot be read", e);
        }
    }

    private void err(String text) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getErr();
        out.println(text);
        out.flush();
    }

    private void print(String text) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.print(text);
        out.flush();
    }
}
