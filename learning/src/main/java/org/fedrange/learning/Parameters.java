package org.fedrange.learning;

import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the components of a record against their {@link Parameter} annotations. */
public final class Parameters {
    private static final ClassValue<RecordComponent[]> COMPONENTS = new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
            return type.getRecordComponents();
        }
    };

    private Parameters() {}

    /**
     * Refuses a record with a component out of range. The first line of a compact constructor:
     * {@code Parameters.check(Krum.class, byzantine, neighbors);}
     *
     * @param values the record's components, all of them, in order; null passes (not resolved yet)
     * @throws IllegalArgumentException naming component, value given and what is allowed
     */
    public static void check(Class<? extends Record> type, @Nullable Object... values) {
        RecordComponent[] components = COMPONENTS.get(type);
        if (components.length != values.length) {
            throw new IllegalStateException(type + " has " + components.length + " components, checked " + values.length);
        }
        for (int i = 0; i < components.length; i++) {
            Parameter parameter = components[i].getAnnotation(Parameter.class);
            if (parameter != null) {
                check(components[i].getName(), parameter, values[i]);
            }
        }
    }

    private static void check(String name, Parameter parameter, @Nullable Object value) {
        if (value instanceof List<?> list) {
            for (Object element : list) {
                check("each number of " + name, parameter, element);
            }
        } else if (value instanceof Number number && !allows(parameter, number.doubleValue())) {
            throw new IllegalArgumentException(name + " must be " + range(parameter) + ", got " + value);
        }
    }

    /** Whether {@code value} lies within the bounds; infinite and NaN never do. */
    public static boolean allows(Parameter parameter, double value) {
        return value >= parameter.min()
                && value <= parameter.max()
                && (value > parameter.above() || parameter.above() == Double.NEGATIVE_INFINITY)
                && (value < parameter.below() || parameter.below() == Double.POSITIVE_INFINITY)
                && Double.isFinite(value);
    }

    /** The bounds in words, such as {@code at least 0 and below 1}; {@code a finite number} where there are none. */
    public static String range(Parameter parameter) {
        StringBuilder words = new StringBuilder();
        add(words, "at least ", parameter.min());
        add(words, "above ", parameter.above());
        add(words, "at most ", parameter.max());
        add(words, "below ", parameter.below());
        return words.isEmpty() ? "a finite number" : words.toString();
    }

    private static void add(StringBuilder words, String relation, double bound) {
        if (Double.isFinite(bound)) {
            words.append(words.isEmpty() ? "" : " and ").append(relation).append(plain(bound));
        }
    }

    private static String plain(double bound) {
        return bound == Math.rint(bound) && Math.abs(bound) < 1e15 ? Long.toString((long) bound) : Double.toString(bound);
    }
}
