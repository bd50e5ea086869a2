package org.fedrange.simulator.config;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.fedrange.learning.Kind;
import org.fedrange.simulator.Experiment;

/** Writes records the one way they are hashed and stored: every component that has a value, in the order of the record. */
public final class Canonical {
    private static final Place NOWHERE = Place.top("");

    private Canonical() {}

    /** A record, such as an experiment, as JSON on one line that reads back to it; two have the same text exactly where they are equal. */
    public static String json(Record record) {
        return Writer.flow(tree(record));
    }

    /** The experiment as YAML that reads back to it. */
    public static String yaml(Experiment experiment) {
        return Writer.yaml((Tree.Mapping) tree(experiment));
    }

    /** What a user would have to write for this value. */
    static Tree tree(Object value) {
        return switch (value) {
            case List<?> list -> new Tree.Sequence(NOWHERE, list.stream().map(one -> tree(Objects.requireNonNull(one))).toList());
            case Enum<?> word -> new Tree.Scalar(NOWHERE, Kind.of(word), true);
            case String text -> new Tree.Scalar(NOWHERE, text, true);
            case Record record when Alternatives.covers(record.getClass()) -> Yaml.read("", record.toString());
            case Record record -> new Tree.Mapping(NOWHERE, entries(record));
            default -> new Tree.Scalar(NOWHERE, value.toString(), false);
        };
    }

    private static Map<String, Tree> entries(Record record) {
        Map<String, Tree> entries = new LinkedHashMap<>();
        if (Family.isKind(record.getClass())) {
            entries.put(Binder.KIND, new Tree.Scalar(NOWHERE, Kind.of(record.getClass()), true));
        }
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Components.get(component, record).ifPresent(value -> entries.put(component.getName(), tree(value)));
        }
        return entries;
    }

    /** What trees have in common: keys are left out whose values differ. Empty where the trees are of different shapes. */
    static Optional<Tree> common(List<? extends Tree> trees) {
        Tree first = trees.getFirst();
        if (trees.stream().map(Writer::flow).distinct().count() == 1) {
            return Optional.of(first);
        }
        if (first instanceof Tree.Scalar || trees.stream().map(Tree::getClass).distinct().count() > 1) {
            return Optional.empty();
        }
        return first instanceof Tree.Mapping
                ? commonEntries(trees.stream().map(tree -> ((Tree.Mapping) tree).entries()).toList())
                : commonElements(trees.stream().map(tree -> ((Tree.Sequence) tree).elements()).toList());
    }

    private static Optional<Tree> commonElements(List<List<Tree>> lists) {
        int size = lists.getFirst().size();
        if (lists.stream().anyMatch(list -> list.size() != size)) {
            return Optional.empty();
        }
        List<Tree> common = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int index = i;
            common(lists.stream().map(list -> list.get(index)).toList()).ifPresent(common::add);
        }
        return common.size() == size ? Optional.of(new Tree.Sequence(NOWHERE, common)) : Optional.empty();
    }

    private static Optional<Tree> commonEntries(List<Map<String, Tree>> mappings) {
        Map<String, Tree> common = new LinkedHashMap<>();
        for (String key : mappings.getFirst().keySet()) {
            List<Tree> values = mappings.stream().map(mapping -> mapping.get(key)).filter(Objects::nonNull).toList();
            Optional<Tree> value = values.size() == mappings.size() ? common(values) : Optional.empty();
            if (value.isEmpty() && key.equals(Binder.KIND)) {
                return Optional.empty();
            }
            value.ifPresent(same -> common.put(key, same));
        }
        return Optional.of(new Tree.Mapping(NOWHERE, common));
    }
}
