package org.fedrange.simulator.pack;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fedrange.learning.Sha256;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON of other tools' formats: keys in the order they were put, always the same bytes for the same evidence. */
final class Documents {
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Documents() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static ObjectNode object(Map<String, String> entries) {
        ObjectNode node = object();
        entries.forEach(node::put);
        return node;
    }

    static ArrayNode array(List<ObjectNode> elements) {
        ArrayNode array = JSON.createArrayNode();
        elements.forEach(array::add);
        return array;
    }

    static ArrayNode words(List<String> words) {
        ArrayNode array = JSON.createArrayNode();
        words.forEach(array::add);
        return array;
    }

    static String text(Object value) {
        return JSON.writeValueAsString(value) + "\n";
    }

    /** A UUID that follows from a name, marked as version 5: made of SHA-256, since nothing here may be drawn. */
    static String uuid(String name) {
        String hex = Sha256.hex(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        long most = (Long.parseUnsignedLong(hex.substring(0, 16), 16) & ~0xF000L) | 0x5000L;
        long least = (Long.parseUnsignedLong(hex.substring(16, 32), 16) & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(most, least).toString();
    }

    /** A row in one sentence. */
    static String sentence(Evidence.Risk row) {
        return row.title() + " under " + row.defense() + ": " + row.worstAttack() + " succeeded in " + row.successes() + " of " + row.runs()
                + " runs; with 95 % confidence at least " + row.atLeast() + " and at most " + row.atMost() + ". Verdict: " + row.verdict() + ".";
    }

    static String listed(List<String> words) {
        return String.join(", ", words);
    }
}
