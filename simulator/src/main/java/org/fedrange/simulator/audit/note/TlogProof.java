package org.fedrange.simulator.audit.note;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.fedrange.simulator.audit.MerkleHash;
import org.fedrange.simulator.audit.MerkleProof;

/**
 * Shows, without the log, that a line stands in it: index, inclusion proof and signed checkpoint in one file.
 *
 * <p>Source: C2SP tlog-proof.
 *
 * @param index place of the line, from 0
 * @param extra the line itself, carried along so that the file can be checked alone; nothing vouches for it but the proof
 * @param hashes the inclusion proof, from the leaf's sibling up
 * @param checkpoint the signed checkpoint of the log
 */
public record TlogProof(long index, Optional<byte[]> extra, List<byte[]> hashes, SignedNote checkpoint) {
    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final String INDEX = "index ";
    private static final String EXTRA = "extra ";

    public TlogProof {
        hashes = List.copyOf(hashes);
    }

    /** Why it does not prove that {@code leaf} stands there, signed by these keys; empty where it does. */
    public Optional<String> objection(byte[] leaf, List<VerifierKey> keys) {
        for (VerifierKey key : keys) {
            Optional<String> unsigned = checkpoint.objection(key);
            if (unsigned.isPresent()) {
                return unsigned.map(reason -> "the checkpoint " + reason);
            }
        }
        TreeHead head = TreeHead.parse(checkpoint.text());
        byte[] root = HexFormat.of().parseHex(head.root());
        return MerkleProof.included(new MerkleHash().leaf(leaf), index, head.size(), hashes, root)
                ? Optional.empty()
                : Optional.of("the line is not number " + index + " of the " + head.size() + " that the checkpoint covers");
    }

    /** As it is written in a file. */
    public String written() {
        StringBuilder written = new StringBuilder(HEADER).append('\n');
        extra.ifPresent(line -> written.append(EXTRA).append(Base64.getEncoder().encodeToString(line)).append('\n'));
        written.append(INDEX).append(index).append('\n');
        hashes.forEach(hash -> written.append(Base64.getEncoder().encodeToString(hash)).append('\n'));
        return written.append('\n').append(checkpoint.written()).toString();
    }

    /**
     * Reads a proof.
     *
     * @throws IllegalArgumentException where it is none, in one sentence
     */
    public static TlogProof parse(String written) {
        int gap = written.indexOf("\n\n");
        List<String> lines = gap < 0 ? List.of() : written.substring(0, gap).lines().toList();
        if (lines.size() < 2 || !lines.getFirst().equals(HEADER)) {
            throw new IllegalArgumentException("not a proof: the first line of one is " + HEADER);
        }
        int at = lines.get(1).startsWith(EXTRA) ? 2 : 1;
        if (at >= lines.size() || !lines.get(at).matches(INDEX + "(0|[1-9][0-9]{0,17})")) {
            throw new IllegalArgumentException("not a proof: it names no index");
        }
        Optional<byte[]> extra = at == 2 ? Optional.of(Base64.getDecoder().decode(lines.get(1).substring(EXTRA.length()))) : Optional.empty();
        List<byte[]> hashes = lines.subList(at + 1, lines.size()).stream().map(Base64.getDecoder()::decode).toList();
        long index = Long.parseLong(lines.get(at).substring(INDEX.length()));
        return new TlogProof(index, extra, hashes, SignedNote.parse(written.substring(gap + 2)));
    }
}
