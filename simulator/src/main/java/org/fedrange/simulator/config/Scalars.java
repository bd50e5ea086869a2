package org.fedrange.simulator.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fedrange.learning.Kind;
import org.fedrange.learning.Parameter;
import org.jspecify.annotations.Nullable;

/** Reads single values: numbers, words of an enum, truth values and texts. */
final class Scalars {
    private static final Map<String, String> TRUTHS = Map.of(
            "yes", "true", "on", "true", "y", "true", "no", "false", "off", "false", "n", "false");

    private Scalars() {}

    static boolean covers(Class<?> type) {
        return type == int.class || type == long.class || type == double.class || type == boolean.class
                || type == String.class || type.isEnum();
    }

    static Object read(Class<?> type, @Nullable Parameter parameter, Tree tree) {
        if (!(tree instanceof Tree.Scalar scalar)) {
            throw tree.place().refusal("must be " + what(type) + ", got " + tree.shown());
        }
        if (type == String.class) {
            return scalar.text();
        }
        if (type == boolean.class) {
            return truth(scalar);
        }
        return type.isEnum() ? word(type, scalar) : Numeral.read(type, parameter, scalar);
    }

    /** The type in words. */
    static String what(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + String.join(", ", words(type));
        }
        return switch (type.getSimpleName()) {
            case "int", "long" -> "a whole number";
            case "double" -> "a number";
            case "boolean" -> "true or false";
            default -> "a text";
        };
    }

    /** The words of an enum, in its order. */
    static List<String> words(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(constant -> Kind.of((Enum<?>) constant)).toList();
    }

    private static boolean truth(Tree.Scalar scalar) {
        if (!scalar.quoted() && (scalar.text().equals("true") || scalar.text().equals("false"))) {
            return scalar.text().equals("true");
        }
        String text = scalar.text().toLowerCase(Locale.ROOT);
        String guess = text.equals("true") || text.equals("false") ? text : TRUTHS.getOrDefault(text, "");
        throw scalar.place().refusal(
                "must be true or false, got " + scalar.shown() + (guess.isEmpty() ? "" : "; write " + guess));
    }

    private static Object word(Class<?> type, Tree.Scalar scalar) {
        int index = words(type).indexOf(scalar.text());
        if (index < 0) {
            throw scalar.place().refusal("unknown word " + scalar.shown() + Words.instead(scalar.text(), words(type)));
        }
        return type.getEnumConstants()[index];
    }
}
