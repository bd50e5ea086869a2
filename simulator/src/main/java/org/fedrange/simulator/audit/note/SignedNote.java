package org.fedrange.simulator.audit.note;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A text with signatures under it.
 *
 * <pre>
 * text, ending in a line feed
 * an empty line
 * — name base64(id of the key || signature)      for each signature
 * </pre>
 *
 * <p>Source: C2SP signed-note.
 *
 * @param text what was signed
 * @param signatures who signed; possibly nobody yet
 */
public record SignedNote(String text, List<Signature> signatures) {
    private static final String MARK = "— ";
    private static final int ID_BYTES = Integer.BYTES;
    private static final int SIGNATURE_BYTES = 64;

    public SignedNote {
        signatures = List.copyOf(signatures);
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("a note's text ends in a line feed");
        }
    }

    /**
     * One signature, as it claims to be.
     *
     * @param name name of the key
     * @param id the 4 bytes of its id
     * @param bytes what the key made
     */
    public record Signature(String name, byte[] id, byte[] bytes) {
        private String line() {
            byte[] all = Arrays.copyOf(id, ID_BYTES + bytes.length);
            System.arraycopy(bytes, 0, all, ID_BYTES, bytes.length);
            return MARK + name + " " + Base64.getEncoder().encodeToString(all) + "\n";
        }
    }

    /** The same note, signed by one more key. */
    public SignedNote signed(SigningKey key, long time) {
        List<Signature> more = new ArrayList<>(signatures);
        more.removeIf(key.verifier()::claims);
        more.add(key.sign(text, time));
        return new SignedNote(text, more);
    }

    /** Why the key's signature under this note is none; empty where the key signed it. */
    public Optional<String> objection(VerifierKey key) {
        List<Signature> its = signatures.stream().filter(key::claims).toList();
        if (its.isEmpty()) {
            return Optional.of("is not signed by " + key.name());
        }
        return its.stream().allMatch(signature -> key.made(signature, text))
                ? Optional.empty()
                : Optional.of("bears a signature in the name of " + key.name() + " that its key did not make");
    }

    /** Names under which the log itself is signed: a witness's signature is longer by its time. */
    public List<String> signers() {
        return signatures.stream().filter(signature -> signature.bytes().length == SIGNATURE_BYTES).map(Signature::name).toList();
    }

    /** When a witness with this key signed, in seconds since 1970; empty where it did not. */
    public Optional<Long> witnessed(VerifierKey key) {
        return objection(key).isPresent() ? Optional.empty() : signatures.stream().filter(key::claims).findFirst().flatMap(VerifierKey::time);
    }

    /** As it is written in a file. */
    public String written() {
        StringBuilder written = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> written.append(signature.line()));
        return written.toString();
    }

    /**
     * Reads a note.
     *
     * @throws IllegalArgumentException where it is none, in one sentence
     */
    public static SignedNote parse(String written) {
        int gap = written.lastIndexOf("\n\n");
        if (gap < 0 || !written.endsWith("\n")) {
            throw new IllegalArgumentException("not a signed note: a text, an empty line, and lines of signatures");
        }
        String below = written.substring(gap + 2);
        List<Signature> signatures = below.lines().map(SignedNote::signature).toList();
        return new SignedNote(written.substring(0, gap + 1), signatures);
    }

    private static Signature signature(String line) {
        int space = line.lastIndexOf(' ');
        try {
            byte[] bytes = Base64.getDecoder().decode(line.substring(space + 1));
            if (line.startsWith(MARK) && space > MARK.length() && bytes.length > ID_BYTES) {
                return new Signature(
                        line.substring(MARK.length(), space), Arrays.copyOf(bytes, ID_BYTES), Arrays.copyOfRange(bytes, ID_BYTES, bytes.length));
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not the line of a signature: its base64 was changed or cut", e);
        }
        throw new IllegalArgumentException("not the line of a signature: \"" + MARK + "name base64\"");
    }
}
