package org.fedrange.simulator.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.fedrange.simulator.Claim;
import org.fedrange.simulator.WorstCase;

/**
 * A figure as written: two axes, and who chooses on the others.
 *
 * @param given the block
 */
record Drawing(Tree.Mapping given) {
    static final String ROWS = "rows";
    static final String COLUMNS = "columns";

    /** What each key means, in the order of writing. */
    static Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put(ROWS, "the path of the matrix that goes down, such as adversary.nodes");
        keys.put(COLUMNS, "the path of the matrix that goes across, such as partition");
        keys.put(Assertion.WORST_OVER, Objects.requireNonNull(Assertion.keys().get(Assertion.WORST_OVER)));
        keys.put(Assertion.BEST_OVER, Objects.requireNonNull(Assertion.keys().get(Assertion.BEST_OVER)));
        return keys;
    }

    /** Reads the block. */
    static Drawing read(Tree given) {
        if (!(given instanceof Tree.Mapping block)) {
            throw given.place().refusal("must be a mapping, such as {rows: adversary.nodes, columns: partition, worstOver: adversary.attack, bestOver: rule}, got "
                    + given.shown());
        }
        Binder.refuseUnknownKeys(block, List.copyOf(keys().keySet()), "");
        for (String key : List.of(ROWS, COLUMNS)) {
            if (!block.entries().containsKey(key)) {
                throw block.place().refusal("the key " + key + " is missing: " + keys().get(key));
            }
        }
        return new Drawing(block);
    }

    /** The figure of the cells of a study. */
    WorstCase of(Cases cases, Sides sides) {
        int rows = only(cases, ROWS);
        int columns = only(cases, COLUMNS);
        List<Integer> worst = Assertion.axes(cases, given.entries().get(Assertion.WORST_OVER));
        List<Integer> best = Assertion.axes(cases, given.entries().get(Assertion.BEST_OVER));
        List<Integer> all = Stream.of(List.of(rows, columns), worst, best).flatMap(List::stream).toList();
        if (all.stream().distinct().count() < all.size()) {
            throw given.place().refusal("names a path twice: each goes down, goes across, or is chosen on by one side");
        }
        List<String> open = cases.open(Map.of(), all);
        if (!open.isEmpty()) {
            throw given.place().refusal("says nothing of " + String.join(" and ", open) + ", which the matrix varies: take the worst or the best over it");
        }
        List<List<Claim.Arm>> fields = new ArrayList<>();
        for (int row = 0; row < cases.values().get(rows).size(); row++) {
            List<Claim.Arm> line = new ArrayList<>();
            for (int column = 0; column < cases.values().get(columns).size(); column++) {
                line.add(cases.arm("", 0, Map.of(rows, row, columns, column), worst, best));
                sides.check(line.getLast(), "", best, given.place());
            }
            fields.add(line);
        }
        return new WorstCase(
                path(cases, rows), path(cases, columns), worst.stream().map(axis -> path(cases, axis)).toList(),
                best.stream().map(axis -> path(cases, axis)).toList(), cases.labels().get(rows), cases.labels().get(columns), fields);
    }

    private int only(Cases cases, String key) {
        Tree named = Objects.requireNonNull(given.entries().get(key));
        if (!(named instanceof Tree.Scalar)) {
            throw named.place().refusal("must be one path, got " + named.shown());
        }
        return Assertion.axes(cases, named).getFirst();
    }

    private static String path(Cases cases, int axis) {
        return cases.axes().get(axis).path();
    }
}
