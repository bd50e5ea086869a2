package org.fedrange.simulator.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.audit.note.OpeningKey;
import org.fedrange.simulator.audit.note.SealingKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The details beside a log, each under the commitment that its event holds: in plain, sealed to roles, or erased. */
public final class Details {
    /** The file they stand in. */
    public static final String FILE = "details.jsonl";
    /** The field in which a restored event shows them. */
    static final String REASON = "reason";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Details() {}

    /** The details of the log in a folder; those that were erased are not there. */
    private static SortedMap<Long, Kept> read(Path folder) throws IOException {
        SortedMap<Long, Kept> details = new TreeMap<>();
        Path file = folder.resolve(FILE);
        for (String line : Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.<String>of()) {
            Kept kept = JSON.readTree(line).has("boxes") ? JSON.readValue(line, SealedDetail.class) : JSON.readValue(line, Detail.class);
            details.put(kept.event(), kept);
        }
        return details;
    }

    /**
     * What the log's file holds, line by line, each event with its {@code reason} in the place of the commitment where it was not erased, and with
     * {@code sealedTo}, names of keys, where it is sealed to others.
     *
     * @param key of the reader; null for nobody's
     * @throws Refusal where details are not what the log committed to
     */
    public static List<String> restored(Path folder, @Nullable OpeningKey key) throws IOException {
        EventLines events = AuditVerifier.events(folder);
        List<String> lines = new ArrayList<>(IntStream.rangeClosed(1, events.size()).mapToObj(events::line).toList());
        problem(folder, events, key).ifPresent(problem -> {
            throw new Refusal(folder + ": " + problem);
        });
        read(folder).forEach((event, kept) -> {
            ObjectNode line = (ObjectNode) JSON.readTree(lines.get(Math.toIntExact(event - 1)));
            kept.opened(key).ifPresent(detail -> line.put(REASON, detail.reason()));
            if (!line.has(REASON) && kept instanceof SealedDetail sealed) {
                line.set("sealedTo", JSON.valueToTree(sealed.readers()));
            }
            lines.set(Math.toIntExact(event - 1), JSON.writeValueAsString(line));
        });
        return lines;
    }

    /** Whether there are any, and none stands in plain. */
    public static boolean sealed(Path folder) throws IOException {
        SortedMap<Long, Kept> details = read(folder);
        return !details.isEmpty() && details.values().stream().allMatch(SealedDetail.class::isInstance);
    }

    /**
     * Seals each detail that stands in plain to those who may read it. The log, its root and every proof stay as they were.
     *
     * @return how many were sealed
     * @throws Refusal where nobody could open one of them; then nothing was sealed
     */
    public static int encrypt(Path folder, ReadingPolicy policy) throws IOException {
        EventLines events = AuditVerifier.events(folder);
        problem(folder, events, null).ifPresent(problem -> {
            throw new Refusal(folder + ": " + problem);
        });
        List<Kept> kept = new ArrayList<>();
        int sealed = 0;
        for (Kept its : read(folder).values()) {
            if (its instanceof Detail detail) {
                String action = JSON.readTree(events.line(Math.toIntExact(detail.event()))).path("action").asString("");
                kept.add(SealedDetail.of(detail, readers(policy, action)));
                sealed++;
            } else {
                kept.add(its);
            }
        }
        write(folder, kept);
        return sealed;
    }

    private static List<SealingKey> readers(ReadingPolicy policy, String action) {
        List<SealingKey> readers = policy.readers(action);
        if (readers.isEmpty()) {
            throw new Refusal("no role that sees the action " + action + " with its reason has keys in sealTo, so that nobody could open the details again; "
                    + "fedrange key NAME makes NAME.seal.pub");
        }
        return readers;
    }

    /**
     * Erases what was said about an event. The log, its root and every proof stay as they were.
     *
     * @return whether there was anything to erase
     */
    public static boolean erase(Path folder, long event) throws IOException {
        SortedMap<Long, Kept> details = read(folder);
        if (details.remove(event) == null) {
            return false;
        }
        write(folder, details.values());
        return true;
    }

    private static void write(Path folder, Collection<Kept> details) throws IOException {
        StringBuilder lines = new StringBuilder();
        details.forEach(detail -> lines.append(JSON.writeValueAsString(detail)).append('\n'));
        Path aside = Files.writeString(folder.resolve(FILE + ".part"), lines);
        Files.move(aside, folder.resolve(FILE), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * The first detail that is not what its event committed to; empty where none is, whatever was erased.
     *
     * @param key opens what is sealed to its owner; null looks as far as one can see without
     */
    static Optional<String> problem(Path folder, EventLines events, @Nullable OpeningKey key) throws IOException {
        SortedMap<Long, Kept> details;
        try {
            details = read(folder);
        } catch (JacksonException e) {
            return Optional.of(FILE + " holds a line that is not a detail");
        }
        return details.values().stream().filter(kept -> !agrees(kept, events, key)).findFirst()
                .map(kept -> FILE + ": the details of event " + kept.event() + " are not those that the log committed to");
    }

    private static boolean agrees(Kept kept, EventLines events, @Nullable OpeningKey key) {
        if (kept.event() < 1 || kept.event() > events.size()) {
            return false;
        }
        JsonNode committed = JSON.readTree(events.line(Math.toIntExact(kept.event()))).path("details");
        try {
            return committed.isString() && kept.opened(key).map(detail -> detail.commitment().equals(committed.asString())).orElse(true);
        } catch (IllegalArgumentException changed) {
            return false;
        }
    }
}
