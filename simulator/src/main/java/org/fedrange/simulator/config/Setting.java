package org.fedrange.simulator.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One change to an experiment from the command line, {@code --set path=value}.
 *
 * <p>The value, as YAML, replaces what the file says and every axis of the matrix at or below the path, so that it holds for all
 * cells. {@code matrix.path=[...]} replaces or adds that axis.
 *
 * @param path the path as given
 * @param value the new value
 */
record Setting(String path, Tree value) {
    private static final String AXIS = StudyFile.MATRIX + ".";

    /** Reads {@code path=value}. */
    static Setting of(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw Place.top("--set " + Words.shown(text)).refusal("is no change; write path=value, such as rounds=10");
        }
        String path = text.substring(0, equals).strip();
        return new Setting(path, Yaml.read("--set " + Words.shown(path), text.substring(equals + 1)));
    }

    /** The experiment file after the change. */
    Tree.Mapping apply(Tree.Mapping root) {
        Tree matrix = root.entries().get(StudyFile.MATRIX);
        Map<String, Tree> axes = new LinkedHashMap<>(matrix instanceof Tree.Mapping mapping ? mapping.entries() : Map.of());
        if (path.startsWith(AXIS)) {
            axes.put(path.substring(AXIS.length()), value);
            return withAxes(root, axes);
        }
        Route route = Route.of(path, value.place());
        for (Map.Entry<String, Tree> axis : List.copyOf(axes.entrySet())) {
            List<Route> varied = Axis.routes(axis.getKey(), axis.getValue().place());
            if (varied.stream().allMatch(route::holds)) {
                axes.remove(axis.getKey());
            } else if (varied.stream().anyMatch(its -> its.holds(route) || route.holds(its))) {
                throw value.place().refusal(varied.size() == 1
                        ? "the matrix varies " + axis.getKey() + ", which holds it: set the whole of " + axis.getKey() + ", or " + AXIS + axis.getKey()
                        : "the matrix varies it together with others: set \"" + AXIS + axis.getKey() + "\"");
            }
        }
        return (Tree.Mapping) route.put(matrix instanceof Tree.Mapping ? withAxes(root, axes) : root, value);
    }

    private static Tree.Mapping withAxes(Tree.Mapping root, Map<String, Tree> axes) {
        Map<String, Tree> entries = new LinkedHashMap<>(root.entries());
        Tree old = entries.get(StudyFile.MATRIX);
        entries.put(StudyFile.MATRIX, new Tree.Mapping(old == null ? root.place().key(StudyFile.MATRIX, 0) : old.place(), axes));
        return new Tree.Mapping(root.place(), entries);
    }
}
