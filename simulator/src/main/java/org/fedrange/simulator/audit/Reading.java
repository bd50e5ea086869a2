package org.fedrange.simulator.audit;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What one role sees of a log: the lines of its actions, with its fields. */
public final class Reading {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Reading() {}

    /** The lines as the role sees them, each with its number in the log. */
    public static List<String> of(List<String> lines, ReadingPolicy.Role role) {
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            JsonNode event = JSON.readTree(lines.get(i));
            if (role.sees(event.path("action").asString(""))) {
                ObjectNode shown = JSON.createObjectNode().put("line", i + 1);
                event.properties().stream().filter(field -> role.shows(field.getKey())).forEach(field -> shown.set(field.getKey(), field.getValue()));
                seen.add(JSON.writeValueAsString(shown));
            }
        }
        return seen;
    }
}
