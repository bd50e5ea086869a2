package org.fedrange.simulator.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.function.Function;
import org.fedrange.learning.Streams;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a cell's audit log: {@code log.jsonl}, one event a line, {@code details.jsonl}, what was said of events in free words, and {@code checkpoints.jsonl}, the size and Merkle root
 * of the log at each seal. A leaf of the tree is a line without its line feed. One thread writes it.
 */
public final class AuditLog implements Closeable {
    /** The file of events. */
    public static final String EVENTS = "log.jsonl";
    /** The file of checkpoints. */
    public static final String CHECKPOINTS = "checkpoints.jsonl";

    /** Events between two forced writes to disk: what a power cut can lose is redone with the cell. */
    private static final int EVENTS_PER_SYNC = 1000;

    private static final ObjectWriter JSON = JsonMapper.builder().build().writer();

    private final Heading heading;
    private final LogFiles files;
    private final MerkleTree tree = new MerkleTree();
    private final StringBuilder leaves = new StringBuilder();
    private final Peers peers = new Peers();
    private long synced;

    /**
     * What all events of a log have in common.
     *
     * @param run id of the cell
     * @param policy SHA-256 of what was agreed to: the resolved experiment with build and data
     * @param streams the run's streams, of which salts are drawn
     */
    public record Heading(String run, String policy, Streams streams) {}

    private AuditLog(Path folder, Heading heading) throws IOException {
        this.heading = heading;
        this.files = new LogFiles(folder);
    }

    /**
     * A line of the file of checkpoints. The hashes let a check say which line is bad, not only between which seals; that they are whole is the root's to say.
     *
     * @param leaves the first eight hexadecimal digits of the hash of each event since the last checkpoint, without anything between
     * @param note the checkpoint signed, as C2SP's signed-note has it; null where nobody signs as the log grows
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(long size, String root, String leaves, @Nullable String note) {}

    /** Digits kept of the hash of an event. */
    static final int LEAF_DIGITS = 8;

    /** Where a log stood: its size in events and its root. */
    public record Checkpoint(long size, String root) {}

    /** A new, empty log in {@code folder}, which is made if it is missing. */
    public static AuditLog create(Path folder, Heading heading) throws IOException {
        return new AuditLog(folder, heading);
    }

    /** Appends an event. */
    public void append(AuditEvent event) throws IOException {
        long number = tree.size() + 1;
        boolean begins = number == 1 || event.action().equals(AuditEvent.ROUND_OPENED);
        byte[] line = JSON.writeValueAsBytes(AuditLine.of(
                heading.run() + "-" + number, event, begins ? heading.policy() : null, peers.of(event, number), committed(event.reason(), number)));
        leaves.append(digits(tree.appended(line)));
        files.event(line);
    }

    /** Puts what was said of an event beside the log, and gives the commitment to it. */
    private @Nullable String committed(@Nullable String reason, long number) throws IOException {
        if (reason == null) {
            return null;
        }
        Detail detail = Detail.drawn(number, reason, heading.streams().of("audit salt " + number));
        files.detail(JSON.writeValueAsBytes(detail));
        return detail.commitment();
    }

    /** Writes a checkpoint over everything appended so far. */
    public Checkpoint seal() throws IOException {
        return seal(its -> null);
    }

    /**
     * The same, with a signature beside it.
     *
     * @param signer gives the signed note of a checkpoint, or null
     */
    public Checkpoint seal(Function<Checkpoint, @Nullable String> signer) throws IOException {
        Checkpoint checkpoint = new Checkpoint(tree.size(), tree.root());
        files.checkpoint(JSON.writeValueAsBytes(new Line(checkpoint.size(), checkpoint.root(), leaves.toString(), signer.apply(checkpoint))));
        leaves.setLength(0);
        if (tree.size() - synced >= EVENTS_PER_SYNC) {
            files.force();
            synced = tree.size();
        }
        return checkpoint;
    }

    static String digits(byte[] hash) {
        return HexFormat.of().formatHex(hash, 0, LEAF_DIGITS / 2);
    }

    /** Forces everything to disk and closes the files. */
    @Override
    public void close() throws IOException {
        files.close();
    }
}
