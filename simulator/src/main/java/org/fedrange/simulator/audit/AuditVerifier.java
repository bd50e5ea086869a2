package org.fedrange.simulator.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fedrange.simulator.audit.AuditLog.Checkpoint;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Recomputes a log's Merkle tree and compares it with its checkpoints and with the root the results name: finds an event that
 * was edited, dropped, swapped, added or cut off, between which two seals, and which line is the first.
 */
public final class AuditVerifier {
    private static final ObjectReader CHECKPOINT = JsonMapper.builder().build().readerFor(AuditLog.Line.class);

    private AuditVerifier() {}

    /**
     * Verifies a log.
     *
     * @param folder the folder with the log's files
     * @param expected size and root that the results name
     * @return what is wrong, with the first bad lines; empty where nothing is
     */
    public static Optional<String> problem(Path folder, Checkpoint expected) {
        try {
            return problem(folder, events(folder), expected);
        } catch (IOException e) {
            return Optional.of(folder + ": the log cannot be read: " + e);
        }
    }

    /** The lines of the log in a folder. */
    public static EventLines events(Path folder) throws IOException {
        return EventLines.of(Files.readAllBytes(folder.resolve(AuditLog.EVENTS)));
    }

    /** The same of lines that were read already. */
    public static Optional<String> problem(Path folder, EventLines events, Checkpoint expected) {
        try {
            List<String> checkpoints = Files.readAllLines(folder.resolve(AuditLog.CHECKPOINTS), StandardCharsets.UTF_8);
            Optional<String> problem = problem(events, checkpoints, expected);
            return (problem.isPresent() ? problem : Details.problem(folder, events, null)).map(its -> folder + ": " + its);
        } catch (IOException e) {
            return Optional.of(folder + ": the log cannot be read: " + e);
        }
    }

    private static Optional<String> problem(EventLines events, List<String> checkpoints, Checkpoint expected) {
        MerkleTree tree = new MerkleTree();
        for (String line : checkpoints) {
            AuditLog.Line checkpoint;
            try {
                checkpoint = CHECKPOINT.readValue(line);
            } catch (JacksonException e) {
                return Optional.of("checkpoint after event " + tree.size() + " is not a checkpoint");
            }
            long before = tree.size();
            if (checkpoint.size() < before) {
                return Optional.of("checkpoints run backwards after event " + before);
            }
            StringBuilder leaves = new StringBuilder();
            while (tree.size() < checkpoint.size()) {
                if (tree.size() == events.size()) {
                    return Optional.of("ends after event " + tree.size() + ", sealed were " + checkpoint.size());
                }
                leaves.append(AuditLog.digits(events.append((int) tree.size() + 1, tree)));
            }
            if (!tree.root().equals(checkpoint.root())) {
                return Optional.of("lines " + (before + 1) + " to " + tree.size() + " are not what was sealed after line " + tree.size()
                        + firstBad(leaves.toString(), checkpoint.leaves(), before));
            }
        }
        if (tree.size() < events.size()) {
            return Optional.of("line " + (tree.size() + 1) + " comes after the last seal");
        }
        if (!new Checkpoint(tree.size(), tree.root()).equals(expected)) {
            return Optional.of("root " + tree.root() + " over " + tree.size() + " events is not the results' root " + expected.root()
                    + " over " + expected.size());
        }
        return Optional.empty();
    }

    /** The first line whose hash is not the one that was written down; nothing where those were changed, too. */
    private static String firstBad(String found, @Nullable String sealed, long before) {
        if (sealed == null || sealed.length() != found.length()) {
            return "";
        }
        for (int i = 0; i < found.length(); i += AuditLog.LEAF_DIGITS) {
            if (!found.regionMatches(i, sealed, i, AuditLog.LEAF_DIGITS)) {
                return "; the first bad one is line " + (before + 1 + i / AuditLog.LEAF_DIGITS);
            }
        }
        return "";
    }
}
