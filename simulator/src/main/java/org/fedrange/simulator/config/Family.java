package org.fedrange.simulator.config;

import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.learning.Kind;

/**
 * The kinds of a sealed family, by name. The {@code permits} clauses are the list; classes from outside the project enter
 * through the family's open door when they are named.
 */
public final class Family {
    private Family() {}

    /**
     * Every kind of a family, in alphabetical order.
     *
     * @param outside classes brought from outside the project; those of other families are passed over
     */
    public static SortedMap<String, Class<? extends Record>> kinds(Class<?> family, List<Class<? extends Record>> outside) {
        SortedMap<String, Class<? extends Record>> kinds = new TreeMap<>();
        collect(family, kinds);
        for (Class<? extends Record> type : outside) {
            if (family.isAssignableFrom(type) && kinds.putIfAbsent(Kind.of(type), type) != null) {
                throw new IllegalArgumentException(type.getName() + ": the kind " + Kind.of(type) + " is taken");
            }
        }
        return Collections.unmodifiableSortedMap(kinds);
    }

    /** Whether a record is one kind of a family: then it is written with the key {@code kind}. */
    static boolean isKind(Class<?> type) {
        return type.isRecord() && type.getInterfaces().length > 0;
    }

    private static void collect(Class<?> type, SortedMap<String, Class<? extends Record>> kinds) {
        if (type.isRecord()) {
            kinds.put(Kind.of(type), type.asSubclass(Record.class));
        } else if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                collect(permitted, kinds);
            }
        } else if (!Modifier.isInterface(type.getModifiers())) {
            throw new IllegalStateException(type + " is neither a record nor the open door of its family");
        }
    }
}
