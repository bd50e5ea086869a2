package org.fedrange.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class SealTest {
    @TempDir
    private Path folder = Path.of("");

    private Path results = Path.of("");
    private Path log = Path.of("");
    private String cell = "";

    /** What a command said: {@code text} on both streams, {@code out} without what it warns of. */
    private record Said(int code, String text, String out) {}

    private Said fedrange(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = List.of(arguments).stream().map(String::valueOf).toArray(String[]::new);
        int code = CommandLineInterface.execute(new PrintWriter(out), new PrintWriter(err), words);
        return new Said(code, out.toString() + err, out.toString());
    }

    private void fine(Object... arguments) {
        Said said = fedrange(arguments);
        assertEquals(0, said.code(), said.text());
    }

    private void wrong(int code, String words, Object... arguments) {
        Said said = fedrange(arguments);
        assertEquals(code, said.code(), said.text());
        assertTrue(said.text().contains(words), said.text());
    }

    private Path key(String name) {
        return folder.resolve(name);
    }

    @BeforeEach
    void aSignedFolder() throws IOException {
        results = folder.resolve("results");
        fine("run", Path.of("..", "configs", "quickstart.yaml"), "--out", results, "--set", "rounds=2", "--set", "matrix.seed=[1]",
                "--set", "matrix.rule=[{kind: mean, weighted: false}]");
        fine("key", "consortium.example", "--out", folder);
        fine("key", "ministry.example", "--witness", "--out", folder);
        fine("seal", results, "--sign-key", key("consortium.example.key"));
        try (var cells = Files.list(results.resolve("audit"))) {
            cell = cells.sorted().findFirst().orElseThrow().getFileName().toString();
        }
        log = results.resolve("audit").resolve(cell).resolve("log.jsonl");
    }

    private Said verify() {
        return fedrange("verify", results, "--key", key("consortium.example.pub"));
    }

    @Test
    void aStrangerVerifiesWithThePublicKeyAlone() throws IOException {
        Said verified = verify();
        assertEquals(0, verified.code(), verified.text());
        assertTrue(verified.text().contains("signed by consortium.example"), verified.text());
        fine("key", "other.example", "--out", folder);
        wrong(3, "is not signed by other.example", "verify", results, "--key", key("other.example.pub"));
        // Sealed again, nothing changes, and the signatures stay.
        String before = Files.readString(results.resolve("seal").resolve("checkpoint"));
        fine("seal", results);
        assertEquals(before, Files.readString(results.resolve("seal").resolve("checkpoint")));
    }

    @Test
    void twoRunsOfOneExperimentHaveOneRoot() throws IOException {
        Path again = folder.resolve("again");
        fine("run", Path.of("..", "configs", "quickstart.yaml"), "--out", again, "--threads", "1", "--set", "rounds=2", "--set", "matrix.seed=[1]",
                "--set", "matrix.rule=[{kind: mean, weighted: false}]");
        fine("seal", again);
        assertEquals(Files.readString(results.resolve("seal").resolve("log.jsonl")), Files.readString(again.resolve("seal").resolve("log.jsonl")));
    }

    @Test
    void everyChangeIsFound() throws IOException {
        String events = Files.readString(log);
        List<String> lines = events.lines().toList();
        String[] changed = {
            events.replace("success", "failure"), // edited
            events.substring(events.indexOf('\n') + 1), // dropped
            lines.get(1) + "\n" + lines.get(0) + "\n" + events.substring(lines.get(0).length() + lines.get(1).length() + 2), // swapped
            events.substring(0, events.length() - 20), // cut off
            events + lines.getLast() + "\n" // extended
        };
        for (String text : changed) {
            Files.writeString(log, text);
            assertEquals(3, verify().code());
        }
        Files.writeString(log, events);
        assertEquals(0, verify().code());
        for (String name : List.of("report.html", "experiment.yaml")) {
            Path file = results.resolve(name);
            String text = Files.readString(file);
            Files.writeString(file, text + " ");
            wrong(3, name + ": is not what was sealed", "verify", results);
            Files.delete(file);
            wrong(3, name + ": was sealed and is missing", "verify", results);
            Files.writeString(file, text);
        }
        Files.writeString(results.resolve("more.txt"), "more");
        wrong(3, "more.txt: was never sealed", "verify", results);
    }

    @Test
    void theFirstBadLineOfALogIsNamed() throws IOException {
        List<String> whole = Files.readAllLines(log);
        int last = whole.size();
        named("; the first bad one is line 4", changed(whole, lines -> lines.set(3, lines.get(3).replace("success", "failure"))));
        named("; the first bad one is line 4", changed(whole, lines -> lines.remove(3)));
        named("; the first bad one is line 4", changed(whole, lines -> Collections.swap(lines, 3, 5)));
        named("; the first bad one is line 5", changed(whole, lines -> lines.add(3, lines.get(3)))); // line 4 is still what it was
        named("ends after event " + (last - 2) + ", sealed were " + last, changed(whole, lines -> lines.subList(last - 2, last).clear()));
        named("line " + (last + 1) + " comes after the last seal", changed(whole, lines -> lines.add(lines.getLast())));
        // Cut off at a checkpoint, and the later ones with it: what is left is whole, but the results name another root.
        List<String> sealed = Files.readAllLines(log.resolveSibling("checkpoints.jsonl"));
        int before = JsonMapper.shared().readTree(sealed.get(sealed.size() - 2)).path("size").asInt();
        named("is not the results' root", changed(whole, lines -> lines.subList(before, last).clear()), sealed.size() - 1);
    }

    private static List<String> changed(List<String> lines, Consumer<List<String>> change) {
        List<String> copy = new ArrayList<>(lines);
        change.accept(copy);
        return copy;
    }

    private void named(String words, List<String> lines) throws IOException {
        named(words, lines, Files.readAllLines(log.resolveSibling("checkpoints.jsonl")).size());
    }

    /** Verifies with a changed log under the first so many of its checkpoints, then puts all back. */
    private void named(String words, List<String> lines, int checkpoints) throws IOException {
        Path sealed = log.resolveSibling("checkpoints.jsonl");
        byte[] before = Files.readAllBytes(log);
        List<String> all = Files.readAllLines(sealed);
        Files.write(log, lines);
        Files.write(sealed, all.subList(0, checkpoints));
        wrong(3, words, "verify", results);
        Files.write(log, before);
        Files.write(sealed, all);
        fine("verify", results, "--key", key("consortium.example.pub"));
    }

    @Test
    void aStrangerVerifiesElsewhereWithThePublicKeyAlone() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("another-machine"));
        Path moved = Files.move(results, elsewhere.resolve("received"));
        Path pub = Files.move(key("consortium.example.pub"), elsewhere.resolve("consortium.pub"));
        Files.delete(key("consortium.example.key"));
        Said verified = fedrange("verify", moved, "--key", pub);
        assertEquals(0, verified.code(), verified.text());
        assertTrue(verified.text().contains("Sealed and signed by consortium.example."), verified.text());
    }

    @Test
    void aForgedSealIsFound() throws IOException {
        Path lines = results.resolve("seal").resolve("log.jsonl");
        String sealed = Files.readString(lines);
        // Report and its line changed together: the root no longer follows.
        Files.writeString(lines, sealed.replaceFirst("\"sha256\":\"[^0]", "\"sha256\":\"0"));
        wrong(3, "lines are not those of its checkpoint", "verify", results);
        Files.writeString(lines, sealed);
        // Sealed anew by somebody without the key.
        Files.writeString(results.resolve("report.html"), "forged");
        Files.delete(lines);
        fine("report", results);
        fine("seal", results);
        wrong(3, "is not signed by consortium.example", "verify", results, "--key", key("consortium.example.pub"));
    }

    @Test
    void aWitnessSignsOnlyWhatContinues() throws IOException {
        Path memory = folder.resolve("memory");
        Object[] witness = {
            "witness", results, "--sign-key", key("ministry.example.key"), "--key", key("consortium.example.pub"), "--memory", memory
        };
        fine(witness);
        fine("verify", results, "--key", key("consortium.example.pub"), "--key", key("ministry.example.pub"));
        // More is sealed: the log grows, and is witnessed again.
        Files.writeString(results.resolve("notes.txt"), "approved");
        fine("seal", results, "--sign-key", key("consortium.example.key"));
        wrong(3, "is not signed by ministry.example", "verify", results, "--key", key("ministry.example.pub"));
        fine(witness);
        fine("verify", results, "--key", key("ministry.example.pub"));
        // The sealer forgets the past and seals another one, with its true key.
        Files.delete(results.resolve("seal").resolve("log.jsonl"));
        Files.writeString(results.resolve("notes.txt"), "refused");
        fine("seal", results, "--sign-key", key("consortium.example.key"));
        wrong(3, "Somebody was shown another past", witness);
    }

    @Test
    void singleLinesAreProved() throws IOException {
        Path proof = folder.resolve("event.tlog-proof");
        Said proved = fedrange("audit", "prove", results, "--cell", cell, "--event", 3);
        assertEquals(0, proved.code(), proved.text());
        Files.writeString(proof, proved.out());
        Said checked = fedrange("audit", "check", proof, "--key", key("consortium.example.pub"));
        assertEquals(0, checked.code(), checked.text());
        assertTrue(checked.text().startsWith(Files.readAllLines(log).get(2)), checked.text());
        Files.writeString(proof, proved.out().replace("index 2", "index 1"));
        wrong(3, "Not proved", "audit", "check", proof, "--key", key("consortium.example.pub"));
        Said file = fedrange("audit", "prove", results, "--file", "cells.csv");
        Files.writeString(proof, file.text());
        assertTrue(fedrange("audit", "check", proof, "--key", key("consortium.example.pub")).text().contains("\"file\":\"cells.csv\""));
    }

    @Test
    void misuseIsRefused() throws IOException {
        wrong(2, "there is such a file already", "key", "consortium.example", "--out", folder);
        wrong(2, "without spaces", "key", "two words", "--out", folder);
        wrong(2, "is a key for a witness", "seal", results, "--sign-key", key("ministry.example.key"));
        wrong(2, "there is no such file", "verify", results, "--key", key("nobody.pub"));
        wrong(2, "either --file NAME", "audit", "prove", results);
        wrong(2, "--event must be 1 to", "audit", "prove", results, "--cell", cell, "--event", 0);
        wrong(2, "no file x was sealed", "audit", "prove", results, "--file", "x");
        Files.writeString(results.resolve("cells.csv"), "x", StandardOpenOption.APPEND);
        wrong(3, "Not sealed", "seal", results);
    }
}
