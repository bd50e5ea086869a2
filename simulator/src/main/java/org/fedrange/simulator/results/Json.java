package org.fedrange.simulator.results;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Study and manifest as readable JSON. */
public final class Json {
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Json() {}

    /** A record as text. */
    public static String text(Record value) {
        return JSON.writeValueAsString(value) + "\n";
    }

    /** The record in a file's content; empty where it is not one. */
    public static <T extends Record> Optional<T> read(Class<T> type, byte[] bytes) {
        try {
            return Optional.of(JSON.readValue(bytes, type));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
