package org.fedrange.simulator.data;

import java.util.regex.Pattern;

/** Decimal numbers in files: {@code 7}, {@code -0.5}, {@code .5}, {@code 1e-3}; nothing else Java might take for one. */
final class NumberText {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]{1,99}\\.?[0-9]{0,99}|\\.[0-9]{1,99})([eE][+-]?[0-9]{1,4})?");

    private NumberText() {}

    /** Whether the text is a number that a feature can hold. */
    static boolean is(String text) {
        return DECIMAL.matcher(text).matches() && Float.isFinite(Float.parseFloat(text));
    }

    /** The number. */
    static double parse(String text) {
        return Double.parseDouble(text);
    }
}
