package org.fedrange.simulator.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.fedrange.learning.Streams;
import org.fedrange.simulator.audit.AuditLog.Checkpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditVerifierTest {
    @TempDir
    Path folder;

    private Checkpoint last = new Checkpoint(0, "");

    /** Twelve events, sealed after every third. */
    @BeforeEach
    void write() throws IOException {
        try (AuditLog log = AuditLog.create(folder, new AuditLog.Heading("run", "policy", new Streams(1)))) {
            for (int i = 1; i <= 12; i++) {
                log.append(AuditEvent.coordinator(1, i, i, "model-released", true, "model", "digest" + i, null));
                if (i % 3 == 0) {
                    last = log.seal();
                }
            }
        }
    }

    private Optional<String> problem() {
        return AuditVerifier.problem(folder, last);
    }

    private List<String> lines() throws IOException {
        return new ArrayList<>(Files.readAllLines(folder.resolve(AuditLog.EVENTS)));
    }

    private void rewrite(List<String> lines) throws IOException {
        Files.writeString(folder.resolve(AuditLog.EVENTS), String.join("\n", lines) + "\n");
    }

    @Test
    void anUntouchedLogIsSound() {
        assertEquals(Optional.empty(), problem());
    }

    @Test
    void anEditedEventIsFoundBetweenItsSeals() throws IOException {
        List<String> lines = lines();
        lines.set(4, lines.get(4).replace("digest5", "digest6"));
        rewrite(lines);
        assertTrue(problem().orElseThrow().contains("lines 4 to 6 are not what was sealed after line 6; the first bad one is line 5"), problem().toString());
    }

    @Test
    void droppedSwappedAddedAndCutEventsAreFound() throws IOException {
        List<String> sound = lines();
        List<String> dropped = new ArrayList<>(sound);
        dropped.remove(7);
        rewrite(dropped);
        assertTrue(problem().orElseThrow().contains("lines 7 to 9 are not what was sealed after line 9; the first bad one is line 8"));
        List<String> swapped = new ArrayList<>(sound);
        Collections.swap(swapped, 0, 1);
        rewrite(swapped);
        assertTrue(problem().orElseThrow().contains("the first bad one is line 1"));
        List<String> added = new ArrayList<>(sound);
        added.add(sound.getLast());
        rewrite(added);
        assertTrue(problem().orElseThrow().contains("line 13 comes after the last seal"));
        rewrite(sound.subList(0, 10));
        assertTrue(problem().orElseThrow().contains("ends after event 10, sealed were 12"));
    }

    @Test
    void everySingleByteMatters() throws IOException {
        byte[] sound = Files.readAllBytes(folder.resolve(AuditLog.EVENTS));
        for (int i = 0; i < sound.length; i++) {
            byte[] edited = sound.clone();
            edited[i] ^= 1;
            Files.write(folder.resolve(AuditLog.EVENTS), edited);
            assertTrue(problem().isPresent(), "flipped a bit of byte " + i);
        }
        Files.write(folder.resolve(AuditLog.EVENTS), java.util.Arrays.copyOf(sound, sound.length - 1));
        assertTrue(problem().isPresent(), "cut the last line feed");
    }

    @Test
    void aLogWithAllItsCheckpointsCutIsNotTheResultsLog() throws IOException {
        List<String> checkpoints = Files.readAllLines(folder.resolve(AuditLog.CHECKPOINTS));
        Files.writeString(folder.resolve(AuditLog.CHECKPOINTS), checkpoints.get(0) + "\n" + checkpoints.get(1) + "\n");
        rewrite(lines().subList(0, 6));
        assertTrue(problem().orElseThrow().contains("is not the results' root"));
    }

    /** Two continuations of one log: each agrees with itself and with what was sealed before they part, and neither with what the other sealed after. */
    @Test
    void aForkIsFoundByWhoeverKeptACheckpointOfTheOtherBranch() throws IOException {
        List<String> ours = lines();
        List<String> theirs = new ArrayList<>(ours.subList(0, 6));
        ours.subList(6, 12).forEach(line -> theirs.add(line.replace("digest", "other")));
        MerkleHash hash = new MerkleHash();
        List<byte[]> our = leaves(hash, ours);
        List<byte[]> their = leaves(hash, theirs);
        List<byte[]> proof = MerkleProof.consistency(their, 6);
        assertTrue(MerkleProof.consistent(6, hash.root(our.subList(0, 6)), 12, hash.root(their), proof), "before they part");
        // After nine events the branches have parted: no proof that either hands out leads from our ninth to their twelfth.
        assertFalse(MerkleProof.consistent(9, hash.root(our.subList(0, 9)), 12, hash.root(their), MerkleProof.consistency(their, 9)));
        assertFalse(MerkleProof.consistent(9, hash.root(our.subList(0, 9)), 12, hash.root(their), MerkleProof.consistency(our, 9)));
        rewrite(theirs);
        assertTrue(problem().orElseThrow().contains("the first bad one is line 7"), problem().toString());
    }

    private static List<byte[]> leaves(MerkleHash hash, List<String> lines) {
        return lines.stream().map(line -> hash.leaf(line.getBytes(StandardCharsets.UTF_8))).toList();
    }

    @Test
    void aMissingOrGarbledLogIsAProblemAndNotACrash() throws IOException {
        Files.write(folder.resolve(AuditLog.CHECKPOINTS), "{\"size\":".getBytes(StandardCharsets.UTF_8));
        assertTrue(problem().orElseThrow().contains("is not a checkpoint"));
        Files.delete(folder.resolve(AuditLog.EVENTS));
        assertTrue(problem().orElseThrow().contains("cannot be read"));
    }
}
