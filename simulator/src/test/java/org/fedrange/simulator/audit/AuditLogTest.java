package org.fedrange.simulator.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fedrange.learning.Streams;
import org.fedrange.simulator.audit.AuditLog.Checkpoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AuditLogTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SECRET = "row 17: age 203 is out of range";

    @TempDir
    Path folder;

    private Checkpoint last = new Checkpoint(0, "");

    /** A round of two hospitals, of which one fails with words that nobody should keep. */
    @BeforeEach
    void write() throws IOException {
        last = write(folder, 1);
    }

    private static Checkpoint write(Path folder, long seed) throws IOException {
        try (AuditLog log = AuditLog.create(folder, new AuditLog.Heading("run", "policy", new Streams(seed)))) {
            log.append(AuditEvent.coordinator(0, 0, 0, "cell-started", true, "experiment", "policy", null));
            log.append(AuditEvent.coordinator(1, 1, 0, AuditEvent.ROUND_OPENED, true, "model", "m0", null));
            log.append(node(AuditEvent.MODEL_RECEIVED, "Alpha", "m0", null));
            log.append(node(AuditEvent.MODEL_RECEIVED, "Beta", "m0", null));
            log.append(node("update-accepted", "Alpha", "u1", null));
            log.append(node("update-crashed", "Beta", null, SECRET));
            return log.seal();
        }
    }

    private static AuditEvent node(String action, String name, @Nullable String digest, @Nullable String reason) {
        return new AuditEvent(1, 1, 5, action, "success", name, AuditEvent.HOSPITAL, "model", digest, null, null, null, reason);
    }

    private List<JsonNode> lines() throws IOException {
        return Files.readAllLines(folder.resolve(AuditLog.EVENTS)).stream().map(JSON::readTree).toList();
    }

    @Test
    void linesAreNumberedAndPointToTheOtherSide() throws IOException {
        List<JsonNode> lines = lines();
        assertEquals(List.of("run-1", "run-2", "run-3", "run-4", "run-5", "run-6"), lines.stream().map(line -> line.path("id").asString()).toList());
        // Received points to what was sent, line 2; what became of an update to the hospital's own record, line 3 or 4.
        assertEquals(List.of(0, 0, 2, 2, 3, 4), lines.stream().map(line -> line.path("peer").asInt(0)).toList());
        assertEquals(List.of("consortium", "consortium", "Alpha", "Beta", "Alpha", "Beta"), lines.stream().map(line -> line.path("organisation").asString()).toList());
        assertEquals(List.of(true, true, false, false, false, false), lines.stream().map(line -> line.path("policy").asString("").equals("policy")).toList());
    }

    @Test
    void whatWasSaidStandsBesideTheLogAndErasingItBreaksNothing() throws IOException {
        assertFalse(Files.readString(folder.resolve(AuditLog.EVENTS)).contains("203"));
        assertEquals(SECRET, JSON.readTree(Details.restored(folder, null).get(5)).path("reason").asString());
        assertEquals(Optional.empty(), AuditVerifier.problem(folder, last));
        assertTrue(Details.erase(folder, 6));
        assertFalse(Files.readString(folder.resolve(Details.FILE)).contains("203"));
        assertEquals(Optional.empty(), AuditVerifier.problem(folder, last));
        assertFalse(JSON.readTree(Details.restored(folder, null).get(5)).has("reason"));
        assertFalse(Details.erase(folder, 6), "nothing is left to erase");
    }

    @Test
    void detailsThatWereChangedOrInventedAreFound() throws IOException {
        Path file = folder.resolve(Details.FILE);
        String sound = Files.readString(file);
        Files.writeString(file, sound.replace("203", "103"));
        assertTrue(AuditVerifier.problem(folder, last).orElseThrow().contains("the details of event 6 are not those"));
        Files.writeString(file, sound.replace("\"event\":6", "\"event\":5"));
        assertTrue(AuditVerifier.problem(folder, last).orElseThrow().contains("event 5"));
        Files.writeString(file, sound.replace("\"event\":6", "\"event\":7"));
        assertTrue(AuditVerifier.problem(folder, last).orElseThrow().contains("event 7"));
        Files.writeString(file, sound.substring(0, 20));
        assertTrue(AuditVerifier.problem(folder, last).orElseThrow().contains("not a detail"));
    }

    @Test
    void theSameSeedGivesTheSameRootAndAnotherSeedOtherSalts() throws IOException {
        assertEquals(last, write(folder.resolve("again"), 1));
        assertNotEquals(last, write(folder.resolve("other"), 2));
    }
}
