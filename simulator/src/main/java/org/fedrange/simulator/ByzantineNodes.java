package org.fedrange.simulator;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Which nodes are Byzantine: a count, drawn from a stream of its own, or names of hospitals. Exactly one of both is given.
 *
 * @param count number of nodes; the number of names where names are given
 * @param names hospitals by name; empty where a count is given
 */
public record ByzantineNodes(int count, List<String> names) {
    public ByzantineNodes {
        names = List.copyOf(names);
        if (count < 0) {
            throw new IllegalArgumentException("nodes must be at least 0, got " + count);
        }
        if (!names.isEmpty() && names.size() != count) {
            throw new IllegalArgumentException(count + " nodes, but " + names.size() + " names");
        }
        if (names.stream().distinct().count() != names.size()) {
            throw new IllegalArgumentException("nodes names a hospital twice: " + names);
        }
    }

    /** That many nodes, drawn. */
    public static ByzantineNodes valueOf(int count) {
        return new ByzantineNodes(count, List.of());
    }

    /** As YAML, which {@code valueOf} reads back. */
    @Override
    public String toString() {
        return names.isEmpty()
                ? Integer.toString(count)
                : names.stream().map(name -> "'" + name.replace("'", "''") + "'").collect(Collectors.joining(", ", "[", "]"));
    }

    /** These hospitals. */
    public static ByzantineNodes valueOf(List<String> names) {
        return new ByzantineNodes(names.size(), names);
    }
}
