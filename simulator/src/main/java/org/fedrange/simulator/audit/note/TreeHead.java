package org.fedrange.simulator.audit.note;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Where a log stands, as the text of a note: a checkpoint.
 *
 * <pre>
 * origin
 * size, in decimal
 * base64(root)
 * </pre>
 *
 * <p>Source: C2SP tlog-checkpoint; no lines beyond these three.
 *
 * @param origin which log
 * @param size number of its leaves
 * @param root its Merkle root, in lower-case hexadecimal
 */
public record TreeHead(String origin, long size, String root) {
    private static final int LINES = 3;

    /** As the text of a note. */
    public String text() {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(root)) + "\n";
    }

    /**
     * Reads the text of a note.
     *
     * @throws IllegalArgumentException where it is no checkpoint, in one sentence
     */
    public static TreeHead parse(String text) {
        List<String> lines = text.lines().toList();
        try {
            if (lines.size() == LINES) {
                TreeHead head = new TreeHead(
                        lines.get(0), Long.parseLong(lines.get(1)), HexFormat.of().formatHex(Base64.getDecoder().decode(lines.get(2))));
                // Another spelling of the same numbers is another text, and so another signature.
                if (head.text().equals(text)) {
                    return head;
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a checkpoint: size or root cannot be read", e);
        }
        throw new IllegalArgumentException("not a checkpoint: three lines, origin, size and root");
    }
}
