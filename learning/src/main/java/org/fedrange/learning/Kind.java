package org.fedrange.learning;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The name a configurable record goes by in experiments: its class name in kebab case, so that there is nothing to register. */
public final class Kind {
    private Kind() {}

    /** {@code LittleIsEnough} is {@code little-is-enough}; {@code Pbc3} is {@code pbc3}. */
    public static String of(Class<?> type) {
        return kebab(type.getSimpleName());
    }

    /** The name of an enum constant in experiments: {@code ALL_UPDATES} is {@code all-updates}. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constant of an enum that goes by this name; empty where none does. */
    public static <E extends Enum<E>> Optional<E> named(Class<E> type, String name) {
        return Stream.of(type.getEnumConstants()).filter(constant -> of(constant).equals(name)).findFirst();
    }

    private static String kebab(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
