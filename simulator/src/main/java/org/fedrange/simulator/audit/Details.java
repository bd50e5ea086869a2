package org.fedrange.simulator.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The details beside a log, each under the commitment that its event holds. */
public final class Details {
    /** The file they stand in. */
    public static final String FILE = "details.jsonl";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Details() {}

    /** The details of the log in a folder; those that were erased are not there. */
    static SortedMap<Long, Detail> read(Path folder) throws IOException {
        SortedMap<Long, Detail> details = new TreeMap<>();
        Path file = folder.resolve(FILE);
        for (String line : Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.<String>of()) {
            Detail detail = JSON.readValue(line, Detail.class);
            details.put(detail.event(), detail);
        }
        return details;
    }

    /** What the log's file holds, line by line, each event with its {@code reason} in the place of the commitment where it was not erased. */
    public static List<String> restored(Path folder) throws IOException {
        SortedMap<Long, Detail> details = read(folder);
        List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve(AuditLog.EVENTS), StandardCharsets.UTF_8));
        details.forEach((event, detail) -> {
            ObjectNode line = (ObjectNode) JSON.readTree(lines.get(Math.toIntExact(event - 1)));
            line.put("reason", detail.reason());
            lines.set(Math.toIntExact(event - 1), JSON.writeValueAsString(line));
        });
        return lines;
    }

    /**
     * Erases what was said about an event. The log, its root and every proof stay as they were.
     *
     * @return whether there was anything to erase
     */
    public static boolean erase(Path folder, long event) throws IOException {
        SortedMap<Long, Detail> details = read(folder);
        if (details.remove(event) == null) {
            return false;
        }
        StringBuilder left = new StringBuilder();
        details.values().forEach(detail -> left.append(JSON.writeValueAsString(detail)).append('\n'));
        Path aside = Files.writeString(folder.resolve(FILE + ".part"), left);
        Files.move(aside, folder.resolve(FILE), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    /** The first detail that is not what its event committed to; empty where none is, whatever was erased. */
    static Optional<String> problem(Path folder, List<String> events) throws IOException {
        SortedMap<Long, Detail> details;
        try {
            details = read(folder);
        } catch (JacksonException e) {
            return Optional.of(FILE + " holds a line that is not a detail");
        }
        for (Detail detail : details.values()) {
            boolean there = detail.event() >= 1 && detail.event() <= events.size();
            if (!there || !detail.commitment().equals(committed(events.get(Math.toIntExact(detail.event() - 1))))) {
                return Optional.of(FILE + ": the details of event " + detail.event() + " are not those that the log committed to");
            }
        }
        return Optional.empty();
    }

    private static String committed(String event) {
        JsonNode details = JSON.readTree(event).path("details");
        return details.isString() ? details.asString() : "";
    }
}
