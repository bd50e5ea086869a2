package org.fedrange.simulator.audit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.fedrange.simulator.audit.note.OpeningKey;
import org.fedrange.simulator.audit.note.SealingKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Details that only some can read: salt and words in one box for each of them. Words are filled up with spaces to whole blocks, since there are few
 * reasons, and their length would tell which.
 *
 * <p>Example: for two readers a line is {@code {"event":3,"boxes":[{"reader":"auditor.example","key":"1f2e3d4c","box":"..."},{...}]}}.
 *
 * @param event number of the event's line in the log, from 1
 * @param boxes one for each reader
 */
record SealedDetail(long event, List<Box> boxes) implements Kept {
    private static final int BLOCK = 256;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    SealedDetail {
        boxes = List.copyOf(boxes);
    }

    /**
     * What one reader can open.
     *
     * @param reader name of the key
     * @param key its id
     * @param box in base64
     */
    record Box(String reader, String key, String box) {}

    /** The details, sealed to these. */
    static SealedDetail of(Detail detail, List<SealingKey> readers) {
        byte[] words = JSON.writeValueAsBytes(detail);
        byte[] filled = Arrays.copyOf(words, (words.length + BLOCK - 1) / BLOCK * BLOCK);
        Arrays.fill(filled, words.length, filled.length, (byte) ' ');
        return new SealedDetail(detail.event(), readers.stream()
                .map(key -> new Box(key.name(), key.id(), Base64.getEncoder().encodeToString(key.seal(filled, about(detail.event()))))).toList());
    }

    private static byte[] about(long event) {
        return ("event " + event).getBytes(StandardCharsets.US_ASCII);
    }

    /** Names of those who can open it. */
    List<String> readers() {
        return boxes.stream().map(Box::reader).toList();
    }

    @Override
    public Optional<Detail> opened(@Nullable OpeningKey key) {
        if (key == null) {
            return Optional.empty();
        }
        String id = key.sealing().id();
        return boxes.stream().filter(box -> box.key().equals(id)).findFirst().map(box -> opened(box, key));
    }

    private Detail opened(Box box, OpeningKey key) {
        try {
            return JSON.readValue(key.open(Base64.getDecoder().decode(box.box()), about(event)), Detail.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("what was sealed is not a detail", e);
        }
    }
}
