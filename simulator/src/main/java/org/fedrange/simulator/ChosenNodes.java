package org.fedrange.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.fedrange.learning.NodeId;

/**
 * Some of the nodes: a count, drawn from a stream of its own, or names of hospitals. Exactly one of both is given.
 *
 * @param count number of nodes; the number of names where names are given
 * @param names hospitals by name; empty where a count is given
 */
public record ChosenNodes(int count, List<String> names) {
    public ChosenNodes {
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
    public static ChosenNodes valueOf(int count) {
        return new ChosenNodes(count, List.of());
    }

    /** As YAML, which {@code valueOf} reads back. */
    @Override
    public String toString() {
        return names.isEmpty()
                ? Integer.toString(count)
                : names.stream().map(name -> "'" + name.replace("'", "''") + "'").collect(Collectors.joining(", ", "[", "]"));
    }

    /** These hospitals. */
    public static ChosenNodes valueOf(List<String> names) {
        return new ChosenNodes(names.size(), names);
    }

    /** These nodes among all, in node order; a count is drawn from {@code stream}. */
    public List<NodeId> of(List<NodeId> all, RandomGenerator stream) {
        if (!names.isEmpty()) {
            return all.stream().filter(node -> names.contains(node.name())).toList();
        }
        List<NodeId> left = new ArrayList<>(all);
        List<NodeId> drawn = new ArrayList<>();
        while (drawn.size() < Math.min(count, all.size())) {
            drawn.add(left.remove(stream.nextInt(left.size())));
        }
        drawn.sort(null);
        return drawn;
    }
}
