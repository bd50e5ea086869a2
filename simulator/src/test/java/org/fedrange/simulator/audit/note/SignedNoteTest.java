package org.fedrange.simulator.audit.note;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignedNoteTest {
    /** Key and note of the documentation of Go's package golang.org/x/mod/sumdb/note, which C2SP's format comes from. */
    private static final String PRIVATE = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    private static final String PUBLIC = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String NOTE = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            """;

    private static final String TEXT = "fedrange/quickstart\n2\nqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo=\n";

    private static void refused(String reason, org.junit.jupiter.api.function.Executable reading) {
        String message = String.valueOf(assertThrows(IllegalArgumentException.class, reading).getMessage());
        assertTrue(message.contains(reason), message);
    }

    @Test
    void theKnownNote() {
        SignedNote note = SignedNote.parse(NOTE);
        VerifierKey key = VerifierKey.parse(PUBLIC);
        assertEquals(Optional.empty(), note.objection(key));
        assertEquals(NOTE, note.written());
        // Ed25519 is deterministic: the same key over the same text makes the same note.
        SigningKey signing = SigningKey.parse(PRIVATE);
        assertEquals(PUBLIC, signing.verifier().written());
        assertEquals(NOTE, new SignedNote(note.text(), java.util.List.of()).signed(signing, 0).written());
        assertEquals(PRIVATE, signing.written());
        assertFalse(signing.toString().contains("AYEKFALV"), "a private key shows itself");
    }

    @Test
    void aChangedTextOrSignatureIsFound() {
        VerifierKey key = VerifierKey.parse(PUBLIC);
        SignedNote changed = SignedNote.parse(NOTE.replace("answer", "question"));
        assertTrue(changed.objection(key).orElseThrow().contains("its key did not make"));
        SignedNote forged = SignedNote.parse(NOTE.replace("AQxVBt", "AQxVBu"));
        assertTrue(forged.objection(key).orElseThrow().contains("its key did not make"));
        SignedNote unsigned = new SignedNote(changed.text(), java.util.List.of());
        assertEquals("is not signed by PeterNeumann", unsigned.objection(key).orElseThrow());
    }

    @Test
    void aWitnessSignsTextAndTime() {
        SigningKey log = SigningKey.generate("consortium.example", SignatureType.LOG);
        SigningKey witness = SigningKey.generate("ministry.example", SignatureType.WITNESS);
        SignedNote note = new SignedNote(TEXT, java.util.List.of()).signed(log, 5).signed(witness, 1_700_000_000L);
        SignedNote read = SignedNote.parse(note.written());
        assertEquals(Optional.empty(), read.objection(log.verifier()));
        assertEquals(Optional.of(1_700_000_000L), read.witnessed(witness.verifier()));
        // The same key under the other type has another id: a log's signature cannot pass for a witness's.
        VerifierKey asLog = new VerifierKey("ministry.example", SignatureType.LOG, witness.verifier().key());
        assertTrue(read.objection(asLog).orElseThrow().startsWith("is not signed"));
        assertNotEquals(asLog, witness.verifier());
        // Signed again, a key's old signature gives way.
        assertEquals(2, note.signed(witness, 1_700_000_001L).signatures().size());
        // Another time is another message.
        SignedNote.Signature made = read.signatures().get(1);
        byte[] later = made.bytes().clone();
        later[7]++;
        SignedNote shifted = new SignedNote(TEXT, java.util.List.of(new SignedNote.Signature(made.name(), made.id(), later)));
        assertTrue(shifted.objection(witness.verifier()).orElseThrow().contains("did not make"));
    }

    @Test
    void keysAreReadOrRefused() {
        SigningKey key = SigningKey.generate("hospital.example", SignatureType.WITNESS);
        assertEquals(key.verifier(), VerifierKey.parse(key.verifier().written() + "\n"));
        assertEquals(key.written(), SigningKey.parse(key.written()).written());
        refused("not a public key", () -> VerifierKey.parse("nonsense"));
        refused("does not have the id", () -> VerifierKey.parse(PUBLIC.replace("c74f20a3", "c74f20a4")));
        refused("does not have the id", () -> SigningKey.parse(PRIVATE.replace("PeterNeumann", "PeterNewmann")));
        refused("begins with PRIVATE+KEY+", () -> SigningKey.parse(PUBLIC));
        refused("without spaces", () -> new VerifierKey("two words", SignatureType.LOG, new byte[32]));
    }

    @Test
    void notesAreReadOrRefused() {
        refused("not a signed note", () -> SignedNote.parse("one line\n"));
        refused("not the line of a signature", () -> SignedNote.parse("text\n\nx y\n"));
        refused("base64", () -> SignedNote.parse("text\n\n— name ???\n"));
    }

    @Test
    void checkpoints() {
        TreeHead head = TreeHead.parse(TEXT);
        assertEquals(new TreeHead("fedrange/quickstart", 2, "aa".repeat(32)), head);
        assertEquals(TEXT, head.text());
        refused("three lines", () -> TreeHead.parse("origin\n2\n"));
        refused("cannot be read", () -> TreeHead.parse("origin\ntwo\nqqo=\n"));
        refused("three lines", () -> TreeHead.parse("origin\n02\nqqo=\n"));
    }
}
