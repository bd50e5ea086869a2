package org.fedrange.simulator.results;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fedrange.learning.Sha256;
import org.fedrange.simulator.audit.AccessLog;
import org.fedrange.simulator.audit.AuditLog;
import org.fedrange.simulator.audit.Details;
import org.fedrange.simulator.audit.note.SignedNote;
import org.fedrange.simulator.audit.note.SigningKey;
import org.fedrange.simulator.audit.note.TreeHead;
import org.fedrange.simulator.audit.note.VerifierKey;

/**
 * A results folder with its seal: {@code seal/log.jsonl}, the lines, and {@code seal/checkpoint}, what is signed. Beside each cell's audit
 * log lies a signed checkpoint of its own, so that a single event can be shown to others.
 *
 * <p>Not sealed are the details beside audit logs, which may be erased and are under commitments of their events, the manifest, which holds wall time, whatever is signed, the page of evidence, which says by whom, and the log of readings, which grows
 * after.
 *
 * @param folder the folder
 * @param study the study it holds
 */
public record SealedFolder(ResultsFolder folder, StudyRecord study) {
    private static final String SEAL = "seal";
    private static final String CHECKPOINT = "checkpoint";
    /** Bytes of a file that are read at once. */
    private static final int PIECE = 1 << 16;
    /** Says who signed, and is drawn from what is sealed. */
    private static final String PAGE = "evidence/evidence.html";

    /** The seal as it was written; empty where there is none. */
    public Optional<Seal> seal() {
        Optional<byte[]> lines = folder.read(file(AuditLog.EVENTS));
        Optional<byte[]> checkpoint = folder.read(file(CHECKPOINT));
        return lines.isEmpty() || checkpoint.isEmpty()
                ? Optional.empty()
                : Optional.of(new Seal(text(lines.get()).lines().toList(), SignedNote.parse(text(checkpoint.get()))));
    }

    /** Names of those who signed the seal as its makers, not as witnesses, in the order of the signatures; none where there is no seal that can be read. */
    public List<String> signers() {
        try {
            return seal().map(seal -> seal.checkpoint().signers()).orElse(List.of());
        } catch (IllegalArgumentException unreadable) {
            return List.of();
        }
    }

    /** Seals the folder with these finished runs as it stands, or adds to its seal what came since. */
    public Seal renewed(Map<String, Run> runs) {
        byte[] bytes = folder.read(folder.path().resolve(ResultsFolder.STUDY)).orElseThrow();
        return seal().orElseGet(() -> Seal.empty(study.name(), bytes)).grown(files(runs));
    }

    /** Writes the seal down. */
    public void write(Seal seal) {
        folder.write(SEAL + "/" + AuditLog.EVENTS, String.join("\n", seal.lines()) + "\n");
        folder.write(SEAL + "/" + CHECKPOINT, seal.checkpoint().written());
    }

    /** Signs where each finished cell's audit log stands. */
    public void signLogs(SigningKey key, TreeHead head, long time, Map<String, Run> runs) {
        runs.forEach((cell, run) -> {
            TreeHead its = new TreeHead(head.origin() + "/" + cell, run.events(), run.logRoot());
            SignedNote note = new SignedNote(its.text(), List.of()).signed(key, time);
            folder.write("audit/" + cell + "/" + CHECKPOINT, note.written());
        });
    }

    /** The signed checkpoint of a cell's audit log; empty where it was never signed. */
    public Optional<SignedNote> checkpoint(String cell) {
        return folder.read(folder.audit(cell).resolve(CHECKPOINT)).map(bytes -> SignedNote.parse(text(bytes)));
    }

    /** What is not as it was sealed, of a folder with these finished runs; one sentence each, none where it was never sealed. */
    public List<String> problems(Map<String, Run> runs) {
        try {
            return seal().map(seal -> seal.problems(files(runs))).orElse(List.of());
        } catch (IllegalArgumentException e) {
            return List.of(file(CHECKPOINT) + ": " + e.getMessage());
        }
    }

    /** By which of these keys the seal is not signed; one sentence each, none where it cannot be read, which {@link #problems} says. */
    public List<String> objections(List<VerifierKey> keys) {
        try {
            Optional<Seal> seal = seal();
            if (seal.isEmpty()) {
                return keys.isEmpty() ? List.of() : List.of(folder.path() + ": was never sealed, so that no key can vouch for it");
            }
            return keys.stream().flatMap(key -> seal.get().checkpoint().objection(key).stream()).map(reason -> file(CHECKPOINT) + ": " + reason).toList();
        } catch (IllegalArgumentException unreadable) {
            return List.of();
        }
    }

    private Path file(String name) {
        return folder.path().resolve(SEAL).resolve(name);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** A line for each file as it is now, by path; read on all cores. */
    private SortedMap<String, Seal.Line> files(Map<String, Run> runs) {
        SortedMap<String, Seal.Line> lines = new TreeMap<>();
        names().parallelStream().map(name -> new Seal.Line(name, digest(folder.path().resolve(name)), null, null)).toList().forEach(line -> lines.put(line.file(), line));
        runs.forEach((cell, run) -> lines.computeIfPresent(
                "audit/" + cell + "/" + AuditLog.EVENTS, (name, line) -> new Seal.Line(name, line.sha256(), run.events(), run.logRoot())));
        return lines;
    }

    private List<String> names() {
        Path top = folder.path();
        try (Stream<Path> files = Files.walk(top)) {
            return files.filter(Files::isRegularFile).map(file -> top.relativize(file).toString().replace('\\', '/')).filter(SealedFolder::sealed).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(top + " cannot be read", e);
        }
    }

    private static boolean sealed(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return !name.startsWith(SEAL + "/") && !name.equals(PAGE) && !name.equals(Occupation.FILE) && !name.startsWith(AccessLog.FOLDER + "/") && !last.equals(ResultsFolder.MANIFEST) && !last.equals(CHECKPOINT) && !last.equals(Details.FILE) && !last.endsWith(".part");
    }

    private static String digest(Path file) {
        MessageDigest sha256 = Sha256.start();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] piece = new byte[PIECE];
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                sha256.update(piece, 0, read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
        return Sha256.hex(sha256);
    }
}
