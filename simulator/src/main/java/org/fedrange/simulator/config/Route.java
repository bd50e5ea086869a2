package org.fedrange.simulator.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fedrange.learning.Kind;

/**
 * A path to a component of an experiment, such as {@code adversary.attack} or {@code stages[0].clippingNorm}.
 *
 * @param steps keys, and positions in lists as decimal numbers in brackets
 */
record Route(List<String> steps) {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z]\\w*((\\[\\d{1,4}])?\\.[A-Za-z]\\w*)*");
    /** Far longer than any path; the pattern, which calls itself for each step, must not run out of stack. */
    private static final int LONGEST = 300;
    private static final Pattern STEP = Pattern.compile("\\w+|\\[\\d+]");

    Route {
        steps = List.copyOf(steps);
    }

    /** Reads a path. */
    static Route of(String path, Place place) {
        if (path.length() > LONGEST || !SHAPE.matcher(path).matches()) {
            throw place.refusal("'" + Words.shown(path) + "' is no path to a key; write one like adversary.attack or stages[0].clippingNorm");
        }
        List<String> steps = new ArrayList<>();
        for (Matcher matcher = STEP.matcher(path); matcher.find(); ) {
            steps.add(matcher.group());
        }
        return new Route(steps);
    }

    /** Whether this leads to {@code other}, or to something that holds it. */
    boolean holds(Route other) {
        return steps.size() <= other.steps.size() && other.steps.subList(0, steps.size()).equals(steps);
    }

    /** Refuses a path that leads nowhere in any record of this type. */
    void check(Class<?> type, Binder binder, Place place) {
        Set<Type> types = Set.of(type);
        for (String step : steps) {
            Map<String, Set<Type>> keys = keys(types, binder);
            types = step.startsWith("[") ? elements(types) : keys.getOrDefault(step, Set.of());
            if (types.isEmpty()) {
                throw place.refusal("there is no " + step + " here" + Words.instead(step, keys.keySet()));
            }
        }
    }

    private static Set<Type> elements(Set<Type> types) {
        Set<Type> elements = new LinkedHashSet<>();
        for (Type type : types) {
            if (type instanceof ParameterizedType list) {
                elements.add(list.getActualTypeArguments()[0]);
            }
        }
        return elements;
    }

    private static Map<String, Set<Type>> keys(Set<Type> types, Binder binder) {
        Map<String, Set<Type>> keys = new LinkedHashMap<>();
        for (Type type : types) {
            if (type instanceof Class<?> family && family.isSealed()) {
                keys.put(Binder.KIND, Set.of(String.class));
                binder.kinds(family).values().forEach(kind -> addComponents(kind, keys));
            } else if (type instanceof Class<?> record && record.isRecord() && !Alternatives.covers(record)) {
                addComponents(record, keys);
            }
        }
        return keys;
    }

    private static void addComponents(Class<?> record, Map<String, Set<Type>> keys) {
        for (RecordComponent component : record.getRecordComponents()) {
            keys.computeIfAbsent(component.getName(), name -> new LinkedHashSet<>()).add(component.getGenericType());
        }
    }

    /** The tree with {@code value} where this leads, in mappings made where there are none. */
    Tree put(Tree tree, Tree value) {
        return put(tree, 0, value);
    }

    private Tree put(Tree tree, int depth, Tree value) {
        if (depth == steps.size()) {
            return value;
        }
        String step = steps.get(depth);
        if (step.startsWith("[") && tree instanceof Tree.Sequence sequence) {
            int index = index(step);
            if (index < sequence.elements().size()) {
                List<Tree> elements = new ArrayList<>(sequence.elements());
                elements.set(index, put(elements.get(index), depth + 1, value));
                return new Tree.Sequence(sequence.place(), elements);
            }
        } else if (!step.startsWith("[") && tree instanceof Tree.Mapping mapping) {
            Map<String, Tree> entries = new LinkedHashMap<>(mapping.entries());
            Tree below = entries.getOrDefault(step, new Tree.Mapping(value.place(), Map.of()));
            entries.put(step, put(below, depth + 1, value));
            return new Tree.Mapping(mapping.place(), entries);
        }
        throw value.place().refusal("there is no " + String.join(".", steps.subList(0, depth + 1)).replace(".[", "[")
                + " to put it in, but " + tree.shown());
    }

    /** The tree without the key this leads to. */
    Tree remove(Tree tree) {
        return remove(tree, 0);
    }

    private Tree remove(Tree tree, int depth) {
        String step = steps.get(depth);
        if (tree instanceof Tree.Sequence sequence && step.startsWith("[")) {
            List<Tree> elements = new ArrayList<>(sequence.elements());
            elements.set(index(step), remove(elements.get(index(step)), depth + 1));
            return new Tree.Sequence(sequence.place(), elements);
        }
        if (!(tree instanceof Tree.Mapping mapping)) {
            return tree;
        }
        Map<String, Tree> entries = new LinkedHashMap<>(mapping.entries());
        entries.computeIfPresent(step, (key, below) -> depth == steps.size() - 1 ? null : remove(below, depth + 1));
        return new Tree.Mapping(mapping.place(), entries);
    }

    /** What stands where this leads; empty where this experiment has no such component. */
    Optional<Object> at(Record root) {
        Optional<Object> current = Optional.of(root);
        for (String step : steps) {
            current = current.flatMap(value -> step(value, step));
        }
        return current;
    }

    private static Optional<Object> step(Object value, String step) {
        if (value instanceof List<?> list) {
            return list.stream().skip(index(step)).findFirst().map(element -> element);
        }
        if (step.equals(Binder.KIND) && Family.isKind(value.getClass())) {
            return Optional.of(Kind.of(value.getClass()));
        }
        return Stream.of(value.getClass().getRecordComponents())
                .filter(component -> component.getName().equals(step))
                .findFirst()
                .flatMap(component -> Components.get(component, (Record) value));
    }

    private static int index(String step) {
        return Integer.parseInt(step.substring(1, step.length() - 1));
    }

    /** What was written where this leads; empty where nothing was. */
    Optional<Tree> in(Tree tree) {
        Optional<Tree> current = Optional.of(tree);
        for (String step : steps) {
            current = current.flatMap(above -> below(above, step));
        }
        return current;
    }

    /** What was written where this leads, or the nearest that holds it. */
    Tree nearest(Tree tree) {
        Tree current = tree;
        for (String step : steps) {
            Optional<Tree> next = below(current, step);
            if (next.isEmpty()) {
                return current;
            }
            current = next.get();
        }
        return current;
    }

    private static Optional<Tree> below(Tree tree, String step) {
        return switch (tree) {
            case Tree.Mapping mapping -> Optional.ofNullable(mapping.entries().get(step));
            case Tree.Sequence list when step.startsWith("[") -> list.elements().stream().skip(index(step)).findFirst();
            default -> Optional.empty();
        };
    }
}
