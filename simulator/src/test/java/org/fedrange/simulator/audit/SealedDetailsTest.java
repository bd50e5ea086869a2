package org.fedrange.simulator.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fedrange.learning.Streams;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.audit.note.OpeningKey;
import org.fedrange.simulator.audit.note.SealingKey;
import org.fedrange.simulator.audit.note.SignatureType;
import org.fedrange.simulator.audit.note.SigningKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedDetailsTest {
    private static final String LONG = "the hospital's own code said: row 17 of the table has no end";

    private final OpeningKey auditor = SigningKey.generate("auditor.example", SignatureType.LOG).opening();
    private final OpeningKey officer = SigningKey.generate("officer.example", SignatureType.LOG).opening();
    private final OpeningKey researcher = SigningKey.generate("researcher.example", SignatureType.LOG).opening();

    @TempDir
    private Path folder = Path.of("");

    private AuditLog.Checkpoint sealed = new AuditLog.Checkpoint(0, "");

    /** Event 1 is of a refused update, event 2 has no details, event 3 is of a crash. */
    @BeforeEach
    void aLogOfThreeEvents() throws IOException {
        try (AuditLog log = AuditLog.create(folder, new AuditLog.Heading("run", "00", new Streams(1)))) {
            log.append(AuditEvent.coordinator(1, 1, 0, "update-refused", false, "update", "aa", "late"));
            log.append(AuditEvent.coordinator(1, 1, 1, "model-released", true, "model", "bb", null));
            log.append(AuditEvent.coordinator(1, 1, 2, "node-crashed", false, "node", "cc", LONG));
            sealed = log.seal();
        }
    }

    /** Auditors see everything, officers crashes alone, researchers everything but reasons. */
    private ReadingPolicy policy() {
        return new ReadingPolicy(List.of(
                role("auditor", auditor, List.of(), List.of()), role("officer", officer, List.of("node-"), List.of("reason")),
                role("researcher", researcher, List.of(), List.of("digest"))));
    }

    private static ReadingPolicy.Role role(String name, OpeningKey key, List<String> actions, List<String> fields) {
        return new ReadingPolicy.Role(name, List.of("a key"), actions, fields, false, List.of(key.sealing().written()));
    }

    private boolean shown(OpeningKey key, int event) throws IOException {
        return Details.restored(folder, key).get(event - 1).contains("\"reason\"");
    }

    @Test
    void eachDetailIsOpenedByThoseWhoMayReadItAndTheLogStaysWhole() throws IOException {
        String before = Files.readString(folder.resolve(AuditLog.EVENTS));
        assertEquals(2, Details.encrypt(folder, policy()));
        assertEquals(before, Files.readString(folder.resolve(AuditLog.EVENTS)));
        assertEquals(Optional.empty(), AuditVerifier.problem(folder, sealed));
        String file = Files.readString(folder.resolve(Details.FILE));
        assertFalse(file.contains("late") || file.contains("row 17") || file.contains("salt"), file);
        assertTrue(Details.restored(folder, auditor).get(2).contains(LONG));
        assertTrue(shown(auditor, 1) && shown(auditor, 3) && shown(officer, 3));
        assertFalse(shown(officer, 1) || shown(researcher, 1) || shown(researcher, 3) || shown(auditor, 2));
        assertTrue(Details.restored(folder, researcher).get(2).contains("\"sealedTo\":[\"auditor.example\",\"officer.example\"]"));
        assertTrue(Details.sealed(folder));
        assertEquals(0, Details.encrypt(folder, policy()));
    }

    @Test
    void theLengthOfABoxDoesNotTellWhatWasSaid() {
        SealingKey key = auditor.sealing();
        SealedDetail brief = SealedDetail.of(new Detail(1, "00", "late"), List.of(key));
        assertEquals(brief.boxes().getFirst().box().length(), SealedDetail.of(new Detail(1, "00", LONG), List.of(key)).boxes().getFirst().box().length());
        // And the same words make another box each time.
        assertNotEquals(brief, SealedDetail.of(new Detail(1, "00", "late"), List.of(key)));
    }

    @Test
    void whatIsSealedIsErasedLikeWhatIsNot() throws IOException {
        Details.encrypt(folder, policy());
        assertTrue(Details.erase(folder, 3));
        assertFalse(shown(auditor, 3));
        assertTrue(shown(auditor, 1));
        assertEquals(Optional.empty(), AuditVerifier.problem(folder, sealed));
    }

    @Test
    void aBoxThatWasChangedOrMovedIsRefused() throws IOException {
        Details.encrypt(folder, policy());
        Path file = folder.resolve(Details.FILE);
        String whole = Files.readString(file);
        Files.writeString(file, whole.replace("\"event\":1", "\"event\":9").replace("\"event\":3", "\"event\":1").replace("\"event\":9", "\"event\":3"));
        Refusal moved = assertThrows(Refusal.class, () -> Details.restored(folder, auditor));
        assertTrue(String.valueOf(moved.getMessage()).contains("the details of event 1 are not those that the log committed to"), moved.getMessage());
        // Event 2 committed to nothing, which shows without any key.
        Files.writeString(file, whole.replace("\"event\":3", "\"event\":2"));
        assertTrue(AuditVerifier.problem(folder, sealed).orElse("").contains("event 2"));
    }

    @Test
    void detailsThatNobodyCouldOpenAreNotSealed() throws IOException {
        String before = Files.readString(folder.resolve(Details.FILE));
        ReadingPolicy crashesOnly = new ReadingPolicy(List.of(role("officer", officer, List.of("node-"), List.of())));
        Refusal refusal = assertThrows(Refusal.class, () -> Details.encrypt(folder, crashesOnly));
        assertTrue(String.valueOf(refusal.getMessage()).contains("no role that sees the action update-refused"), refusal.getMessage());
        assertEquals(before, Files.readString(folder.resolve(Details.FILE)));
    }

    @Test
    void keysAreReadAsTheyWereWrittenAndOpenOnlyWhatIsTheirs() {
        byte[] words = "words".getBytes(StandardCharsets.UTF_8);
        byte[] about = {1};
        SealingKey key = SealingKey.parse(auditor.sealing().written());
        assertEquals(auditor.sealing(), key);
        byte[] box = key.seal(words, about);
        assertArrayEquals(words, auditor.open(box, about));
        assertThrows(IllegalArgumentException.class, () -> officer.open(box, about));
        assertThrows(IllegalArgumentException.class, () -> auditor.open(box, new byte[] {2}));
        assertThrows(IllegalArgumentException.class, () -> auditor.open(new byte[32], about));
        box[40] ^= 1;
        assertThrows(IllegalArgumentException.class, () -> auditor.open(box, about));
        String written = key.written();
        String renamed = written.replace("auditor", "nobody1");
        assertTrue(String.valueOf(assertThrows(IllegalArgumentException.class, () -> SealingKey.parse(renamed)).getMessage()).contains("changed or cut"));
        assertTrue(String.valueOf(assertThrows(IllegalArgumentException.class, () -> SealingKey.parse("auditor")).getMessage()).contains(".seal.pub"));
    }

    /** The private key of a signer is enough, on whatever machine: the pair follows from it. */
    @Test
    void theSameSigningKeyOpensTomorrow() {
        SigningKey key = SigningKey.generate("auditor.example", SignatureType.LOG);
        assertEquals(key.opening().sealing(), SigningKey.parse(key.written()).opening().sealing());
    }
}
