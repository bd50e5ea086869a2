package org.fedrange.simulator.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** JSON that Jackson has read, as a tree to bind. */
public final class Json {
    private Json() {}

    /**
     * The tree of a node.
     *
     * @param path what refusals call it, such as {@code rule}
     */
    public static Tree tree(JsonNode node, String path) {
        return tree(node, new Place("", 0, path));
    }

    private static Tree tree(JsonNode node, Place place) {
        if (node.isObject()) {
            Map<String, Tree> entries = new LinkedHashMap<>();
            node.properties().forEach(entry -> entries.put(entry.getKey(), tree(entry.getValue(), place.key(entry.getKey(), 0))));
            return new Tree.Mapping(place, entries);
        }
        if (node.isArray()) {
            List<Tree> elements = new ArrayList<>();
            for (int i = 0; i < node.size(); i++) {
                elements.add(tree(node.get(i), place.element(i, 0)));
            }
            return new Tree.Sequence(place, elements);
        }
        return node.isString()
                ? new Tree.Scalar(place, node.stringValue(), true)
                : new Tree.Scalar(place, node.toString(), false);
    }
}
