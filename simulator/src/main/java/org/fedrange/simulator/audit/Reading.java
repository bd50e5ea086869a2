package org.fedrange.simulator.audit;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What one role sees of a log: the lines of its actions, with its fields. */
public final class Reading {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Reading() {}

    /** The lines as the role sees them, each with its number in the log. */
    public static List<String> of(List<String> lines, ReadingPolicy.Role role) {
        return IntStream.range(0, lines.size()).mapToObj(i -> line(i + 1, lines.get(i), role)).flatMap(Optional::stream).toList();
    }

    /** Whether the role sees a line with all its fields. */
    public static boolean whole(String line, ReadingPolicy.Role role) {
        JsonNode event = JSON.readTree(line);
        return role.sees(event.path("action").asString("")) && event.properties().stream().allMatch(field -> role.shows(field.getKey()));
    }

    /** One line, whose number is from 1, as the role sees it; empty where it does not. */
    public static Optional<String> line(int number, String line, ReadingPolicy.Role role) {
        JsonNode event = JSON.readTree(line);
        if (!role.sees(event.path("action").asString(""))) {
            return Optional.empty();
        }
        ObjectNode shown = JSON.createObjectNode().put("line", number);
        event.properties().stream().filter(field -> role.shows(field.getKey())).forEach(field -> shown.set(field.getKey(), field.getValue()));
        return Optional.of(JSON.writeValueAsString(shown));
    }
}
