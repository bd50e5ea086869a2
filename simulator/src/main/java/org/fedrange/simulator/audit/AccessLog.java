package org.fedrange.simulator.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The log of who read audit logs or erased details, itself under a Merkle tree: {@code access/log.jsonl} and {@code access/checkpoints.jsonl}, one checkpoint for each reading. It lies outside of what
 * is sealed, as it grows after; each entry names the root of the seal that was read.
 *
 * @param folder the folder of the two files
 */
public record AccessLog(Path folder) {
    /** Where it lies in a results folder. */
    public static final String FOLDER = "access";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * One reading.
     *
     * @param at wall time, ISO 8601 in UTC
     * @param reader name of the key that proved the role
     * @param event number of the single event it concerned; null where it concerned many
     * @param sealedRoot root of the seal over the folder; empty where it is not sealed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"action", "at", "reader", "role", "cell", "lines", "event", "sealedRoot"})
    public record Entry(String action, String at, String reader, String role, String cell, int lines, @Nullable Integer event, String sealedRoot) {}

    /** Adds an entry, forced to disk before anything is shown; refuses to go on from a log that was changed. */
    public void add(Entry entry) throws IOException {
        Optional<String> problem = problem();
        if (problem.isPresent()) {
            throw new IOException(problem.get());
        }
        Files.createDirectories(folder);
        List<String> lines = new ArrayList<>(lines(AuditLog.EVENTS));
        String line = JSON.writeValueAsString(entry);
        lines.add(line);
        append(AuditLog.EVENTS, line);
        append(AuditLog.CHECKPOINTS, JSON.writeValueAsString(checkpoint(lines)));
    }

    private static AuditLog.Checkpoint checkpoint(List<String> lines) {
        MerkleTree tree = new MerkleTree();
        lines.forEach(line -> tree.append(line.getBytes(StandardCharsets.UTF_8)));
        return new AuditLog.Checkpoint(tree.size(), tree.root());
    }

    private List<String> lines(String file) throws IOException {
        Path path = folder.resolve(file);
        return Files.exists(path) ? Files.readAllLines(path, StandardCharsets.UTF_8) : List.of();
    }

    private void append(String file, String line) throws IOException {
        try (FileChannel channel = FileChannel.open(folder.resolve(file), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            channel.write(StandardCharsets.UTF_8.encode(line + "\n"));
            channel.force(true);
        }
    }

    /** The first line that is not as it was written; empty where all are, or where nobody has read anything. */
    public Optional<String> problem() throws IOException {
        List<String> lines = lines(AuditLog.EVENTS);
        List<String> checkpoints = lines(AuditLog.CHECKPOINTS);
        for (int i = 0; i < checkpoints.size(); i++) {
            if (i >= lines.size() || !checkpoint(lines.subList(0, i + 1)).equals(read(checkpoints.get(i)))) {
                return Optional.of(folder + ": line " + (i + 1) + " of the log of readings is not what was written");
            }
        }
        return lines.size() > checkpoints.size()
                ? Optional.of(folder + ": line " + (checkpoints.size() + 1) + " of the log of readings comes after its last checkpoint")
                : Optional.empty();
    }

    private static AuditLog.Checkpoint read(String line) {
        try {
            return JSON.readValue(line, AuditLog.Checkpoint.class);
        } catch (JacksonException e) {
            return new AuditLog.Checkpoint(-1, "");
        }
    }
}
