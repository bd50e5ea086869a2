package org.fedrange.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AuditReadingTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** A value of a patient that nothing may ever write down: of two columns, so that scaling does not hide it by chance. */
    private static final String CANARY = "271.828182";

    @TempDir
    private Path folder = Path.of("");

    private Path results = Path.of("");
    private Path policy = Path.of("");
    private String cell = "";

    private record Said(int code, String out, String err) {}

    private static Said fedrange(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = CommandLineInterface.execute(new PrintWriter(out), new PrintWriter(err), Stream.of(arguments).map(String::valueOf).toArray(String[]::new));
        return new Said(code, out.toString(), err.toString());
    }

    private static void fine(Object... arguments) {
        Said said = fedrange(arguments);
        assertEquals(0, said.code(), said.toString());
    }

    @BeforeEach
    void aStudyOfPatientsWithCanaries() throws IOException {
        StringBuilder csv = new StringBuilder("clinic,name,age,marker,ill\n");
        for (int i = 0; i < 60; i++) {
            csv.append("ABC".charAt(i % 3)).append(",Zyxwvut").append(i).append(',').append(30 + i % 40).append(',').append(i == 7 ? CANARY : Integer.toString(i % 9)).append(',')
                    .append(i % 2 == 0 ? "yes" : "no").append('\n');
        }
        Files.writeString(folder.resolve("patients.csv"), csv);
        Path file = Files.writeString(folder.resolve("canary.yaml"), """
                name: canary
                data: {kind: csv, path: patients.csv, label: ill, hospital: clinic, ignore: [name]}
                model: {kind: softmax}
                training: {kind: distributed-sgd, learningRate: 0.5}
                adversary: {nodes: 1, attack: {kind: sign-flip, scale: 5}}
                rule: {kind: median}
                rounds: 2
                """);
        results = folder.resolve("results");
        fine("run", file, "--out", results);
        fine("key", "auditor.example", "--out", folder);
        fine("key", "researcher.example", "--out", folder);
        fine("key", "stranger.example", "--out", folder);
        policy = Files.writeString(folder.resolve("policy.yaml"), "roles:\n  - {role: auditor, keys: [\"" + pub("auditor") + "\"], erases: true, sealTo: [\"" + pub("auditor", ".seal") + "\"]}\n"
                + "  - {role: researcher, keys: [\"" + pub("researcher") + "\"], actions: [model-], fields: [digest]}\n");
        try (Stream<Path> cells = Files.list(results.resolve("audit"))) {
            cell = cells.sorted().findFirst().orElseThrow().getFileName().toString();
        }
    }

    private String pub(String name) throws IOException {
        return pub(name, "");
    }

    private String pub(String name, String use) throws IOException {
        return Files.readString(folder.resolve(name + ".example" + use + ".pub")).strip();
    }

    private Said read(String who) {
        return fedrange("audit", "read", results, "--cell", cell, "--policy", policy, "--key", folder.resolve(who + ".example.key"));
    }

    @Test
    void eachRoleSeesWhatThePolicySaysAndEachReadingIsRecorded() throws IOException {
        List<String> log = Files.readAllLines(results.resolve("audit").resolve(cell).resolve("log.jsonl"));
        Said auditor = read("auditor");
        assertEquals(0, auditor.code(), auditor.toString());
        assertEquals(log.size(), auditor.out().lines().count());
        assertTrue(auditor.err().contains("Advisory"), auditor.err());
        Said researcher = read("researcher");
        for (String line : researcher.out().lines().toList()) {
            JsonNode event = JSON.readTree(line);
            assertTrue(event.path("action").asString().startsWith("model-"), line);
            assertFalse(event.has("actor"), line);
            assertTrue(event.has("digest"), line);
        }
        assertEquals(log.stream().filter(line -> line.contains("\"action\":\"model-")).count(), researcher.out().lines().count());
        Said stranger = read("stranger");
        assertEquals(2, stranger.code(), stranger.toString());
        assertEquals("", stranger.out());
        List<String> readings = Files.readAllLines(results.resolve("access").resolve("log.jsonl"));
        assertEquals(2, readings.size());
        assertEquals("researcher.example", JSON.readTree(readings.get(1)).path("reader").asString());
        fine("verify", results);
    }

    @Test
    void aReadingNamesTheSealAndOneThatWasChangedOrTakenBackIsFound() throws IOException {
        fine("seal", results, "--sign-key", folder.resolve("auditor.example.key"));
        String root = Files.readAllLines(results.resolve("seal").resolve("checkpoint")).get(2);
        read("auditor");
        read("auditor");
        Path readings = results.resolve("access").resolve("log.jsonl");
        List<String> lines = Files.readAllLines(readings);
        byte[] sealed = java.util.HexFormat.of().parseHex(JSON.readTree(lines.get(0)).path("sealedRoot").asString());
        assertEquals(root, java.util.Base64.getEncoder().encodeToString(sealed));
        fine("verify", results, "--key", folder.resolve("auditor.example.pub"));
        Files.writeString(readings, lines.get(0).replace("auditor.example", "nobody.example") + "\n" + lines.get(1) + "\n");
        Said edited = fedrange("verify", results);
        assertEquals(3, edited.code());
        assertTrue(edited.out().contains("line 1 of the log of readings"), edited.out());
        Files.writeString(readings, lines.get(0) + "\n");
        assertTrue(fedrange("verify", results).out().contains("line 2 of the log of readings"));
        // Whoever reads next is told, too, and sees nothing.
        assertEquals("", read("auditor").out());
    }

    @Test
    void logsAreExportedAsFhir() throws IOException {
        Said exported = fedrange("audit", "export", results, "--cell", cell);
        assertEquals(0, exported.code(), exported.toString());
        List<String> log = Files.readAllLines(results.resolve("audit").resolve(cell).resolve("log.jsonl"));
        List<String> lines = exported.out().lines().toList();
        assertEquals(log.size(), lines.size());
        lines.forEach(line -> assertEquals("AuditEvent", JSON.readTree(line).path("resourceType").asString()));
        assertTrue(exported.err().contains("Advisory"), exported.err());
        assertFalse(Files.exists(results.resolve("access")), "nobody proved who reads");
        assertEquals(2, fedrange("audit", "export", results, "--cell", "nothing").code());
        assertEquals(2, fedrange("audit", "export", results, "--cell", cell, "--policy", policy).code());
    }

    @Test
    void aRoleExportsWhatItMayReadAndThatIsWrittenDown() throws IOException {
        Said exported = fedrange("audit", "export", results, "--cell", cell, "--policy", policy, "--key", folder.resolve("auditor.example.key"));
        assertEquals(0, exported.code(), exported.toString());
        assertFalse(exported.err().contains("Advisory"), exported.err());
        assertEquals(read("auditor").out().lines().count(), exported.out().lines().count());
        Said hidden = fedrange("audit", "export", results, "--cell", cell, "--policy", policy, "--key", folder.resolve("researcher.example.key"));
        assertEquals(2, hidden.code());
        assertTrue(hidden.err().contains("the role researcher does not see millis, outcome, actor, role"), hidden.err());
        assertTrue(Files.readAllLines(results.resolve("access").resolve("log.jsonl")).getFirst().contains("audit-log-exported"));
    }

    private Said prove(String who, int event) {
        return fedrange("audit", "prove", results, "--cell", cell, "--event", event, "--policy", policy, "--key", folder.resolve(who + ".example.key"));
    }

    @Test
    void anEventIsProvedToARoleThatSeesAllOfItAndThatIsWrittenDown() throws IOException {
        fine("seal", results, "--sign-key", folder.resolve("auditor.example.key"));
        Said nobody = fedrange("audit", "prove", results, "--cell", cell, "--event", 2);
        assertEquals(0, nobody.code(), nobody.toString());
        assertTrue(nobody.err().contains("Advisory"), nobody.err());
        assertFalse(Files.exists(results.resolve("access")), "nobody proved who reads");
        Said auditor = prove("auditor", 2);
        assertEquals(nobody.out(), auditor.out());
        assertEquals("", auditor.err());
        Said researcher = prove("researcher", 2);
        assertEquals(2, researcher.code());
        assertEquals("", researcher.out());
        assertTrue(researcher.err().contains("does not see all of event 2"), researcher.err());
        assertEquals(2, prove("stranger", 2).code());
        List<String> readings = Files.readAllLines(results.resolve("access").resolve("log.jsonl"));
        assertEquals(1, readings.size(), "what was refused was not read");
        JsonNode reading = JSON.readTree(readings.getFirst());
        assertEquals("audit-event-proved", reading.path("action").asString());
        assertEquals(2, reading.path("event").asInt());
        fine("verify", results, "--key", folder.resolve("auditor.example.pub"));
        assertEquals(2, fedrange("audit", "prove", results, "--file", "cells.csv", "--policy", policy, "--key", folder.resolve("auditor.example.key")).code());
        assertEquals(2, fedrange("audit", "prove", results, "--cell", cell, "--event", 2, "--policy", policy).code());
    }

    @Test
    void hospitalsReceivedWhatTheCoordinatorRecordedAndADifferenceIsSaid() throws IOException {
        fine("audit", "compare", results);
        Path log = results.resolve("audit").resolve(cell).resolve("log.jsonl");
        List<String> lines = new ArrayList<>(Files.readAllLines(log));
        int first = 0;
        while (!lines.get(first).contains("model-received")) {
            first++;
        }
        lines.set(first, lines.get(first).replaceFirst("\"digest\":\"[0-9a-f]{8}", "\"digest\":\"00000000"));
        Files.write(log, lines);
        Said said = fedrange("audit", "compare", results, "--cell", cell);
        assertEquals(3, said.code(), said.toString());
        assertTrue(said.out().contains("line " + (first + 1) + ": fold 1, round 1: A received the model 00000000"), said.out());
    }

    @Test
    void detailsAreErasedByWhoMayAndTheSealStaysWhole() throws IOException {
        fine("seal", results, "--sign-key", folder.resolve("auditor.example.key"));
        // Of attacked cells the log says how much the adversary saw; which cell has which id, the build decides.
        try (Stream<Path> logs = Files.walk(results.resolve("audit"))) {
            Path details = logs.filter(file -> file.endsWith("details.jsonl") && file.toFile().length() > 0).findFirst().orElseThrow();
            cell = results.resolve("audit").relativize(details).getName(0).toString();
        }
        List<String> log = Files.readAllLines(results.resolve("audit").resolve(cell).resolve("log.jsonl"));
        int line = 1;
        while (!log.get(line - 1).contains("\"details\"")) {
            line++;
        }
        Said refused = fedrange("audit", "erase", results, "--cell", cell, "--event", line, "--policy", policy, "--key", folder.resolve("researcher.example.key"));
        assertEquals(2, refused.code(), refused.toString());
        assertTrue(read("auditor").out().lines().toList().get(line - 1).contains("\"reason\""));
        fine("audit", "encrypt", results, "--policy", policy);
        Said opened = read("auditor");
        assertTrue(opened.out().lines().toList().get(line - 1).contains("\"reason\""), opened.out());
        assertTrue(opened.err().startsWith("Details are encrypted; what is sealed to auditor.example was opened."), opened.err());
        fine("verify", results, "--key", folder.resolve("auditor.example.pub"));
        fine("audit", "erase", results, "--cell", cell, "--event", line, "--policy", policy, "--key", folder.resolve("auditor.example.key"));
        assertFalse(read("auditor").out().lines().toList().get(line - 1).contains("\"reason\""));
        fine("verify", results, "--key", folder.resolve("auditor.example.pub"));
        assertTrue(Files.readString(results.resolve("access").resolve("log.jsonl")).contains("\"action\":\"audit-details-erased\""));
    }

    @Test
    void nothingIsPrunedBeforeSixYearsAndThenOnlyTheLogs() throws IOException {
        Said early = fedrange("audit", "prune", results);
        assertEquals(2, early.code(), early.toString());
        assertTrue(early.err().contains("164.316(b)(2)(i)"), early.err());
        assertTrue(Files.exists(results.resolve("audit").resolve(cell).resolve("log.jsonl")));
        Path manifest = results.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replaceFirst("\"retainUntil\" : \"[^\"]*\"", "\"retainUntil\" : \"2001-01-01\""));
        fine("audit", "prune", results);
        assertFalse(Files.exists(results.resolve("audit").resolve(cell).resolve("log.jsonl")));
        assertTrue(Files.exists(results.resolve("cells.csv")));
    }

    @Test
    void noValueOfAPatientIsInAnyOutput() throws IOException {
        read("auditor");
        List<Path> hits = new ArrayList<>();
        try (Stream<Path> files = Files.walk(results)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
                if (text.contains(CANARY) || text.contains("Zyxwvut")) {
                    hits.add(file);
                }
            }
        }
        assertEquals(List.of(), hits);
    }

    @Test
    void whatChangedBetweenTwoPacksIsSaid() throws IOException {
        Path other = folder.resolve("other");
        fine("run", folder.resolve("canary.yaml"), "--out", other, "--set", "risk.tolerance=0.9", "--set", "rule={kind: geometric-median}");
        Said said = fedrange("diff", results, other);
        assertEquals(0, said.code(), said.toString());
        assertTrue(said.out().contains("The evidence differs:"), said.out());
        assertTrue(said.out().contains("tolerated: 0.2 before, 0.9 now"), said.out());
        assertTrue(said.out().contains("median before, gone now") || said.out().contains("in force"), said.out());
        assertTrue(fedrange("diff", results, results).out().contains("The evidence is the same."));
    }
}
