package org.fedrange.simulator.results;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** A run as JSON: always the same bytes for the same run. Numbers that are none are the words NaN and Infinity. */
public final class RunFile {
    private static final JsonMapper JSON = JsonMapper.builder()
            // A row per node and round: names in each would be most of the file.
            .withConfigOverride(NodeOutcome.class, override -> override.setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.ARRAY)))
            .build();
    private static final ObjectWriter WRITER = JSON.writerFor(Run.class);
    private static final ObjectReader READER = JSON.readerFor(Run.class);

    private RunFile() {}

    /** The run as a file's content. */
    public static byte[] bytes(Run run) {
        return (WRITER.writeValueAsString(run) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The run in a file's content; empty where it is not one. */
    public static Optional<Run> read(byte[] bytes) {
        try {
            return Optional.of(READER.readValue(bytes));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
