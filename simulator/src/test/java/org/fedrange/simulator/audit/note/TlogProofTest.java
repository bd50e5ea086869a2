package org.fedrange.simulator.audit.note;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.fedrange.simulator.audit.MerkleHash;
import org.fedrange.simulator.audit.MerkleProof;
import org.junit.jupiter.api.Test;

class TlogProofTest {
    private final SigningKey log = SigningKey.generate("consortium.example", SignatureType.LOG);
    private final List<byte[]> lines = List.of(bytes("first"), bytes("second"), bytes("third"));

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private TlogProof proof(int index) {
        MerkleHash hash = new MerkleHash();
        List<byte[]> leaves = new ArrayList<>();
        lines.forEach(line -> leaves.add(hash.leaf(line)));
        TreeHead head = new TreeHead("fedrange/test", 3, HexFormat.of().formatHex(hash.root(leaves)));
        SignedNote checkpoint = new SignedNote(head.text(), List.of()).signed(log, 0);
        return new TlogProof(index, Optional.empty(), MerkleProof.inclusion(leaves, index), checkpoint);
    }

    @Test
    void aLineIsProvedWithoutTheLog() {
        for (int i = 0; i < lines.size(); i++) {
            TlogProof read = TlogProof.parse(proof(i).written());
            assertEquals(Optional.empty(), read.objection(lines.get(i), List.of(log.verifier())));
            assertEquals(proof(i).written(), read.written());
        }
        assertTrue(proof(1).written().startsWith("c2sp.org/tlog-proof@v1\nindex 1\n"));
    }

    @Test
    void anotherLineOrKeyIsFound() {
        assertTrue(proof(1).objection(bytes("forged"), List.of(log.verifier())).orElseThrow().contains("is not number 1 of the 3"));
        VerifierKey other = SigningKey.generate("consortium.example", SignatureType.LOG).verifier();
        assertTrue(proof(1).objection(lines.get(1), List.of(other)).orElseThrow().contains("is not signed by"));
    }

    @Test
    void theLineMayTravelWithItsProof() {
        TlogProof bare = proof(2);
        TlogProof carrying = new TlogProof(2, Optional.of(lines.get(2)), bare.hashes(), bare.checkpoint());
        TlogProof read = TlogProof.parse(carrying.written());
        assertEquals(carrying.written(), read.written());
        assertEquals(Optional.empty(), read.objection(read.extra().orElseThrow(), List.of(log.verifier())));
    }

    @Test
    void otherFilesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> TlogProof.parse("nonsense"));
        assertThrows(IllegalArgumentException.class, () -> TlogProof.parse(proof(0).written().replace("index 0", "index -1")));
    }
}
