package org.fedrange.simulator.config;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes trees as text: on one line as JSON, or as YAML for people. */
final class Writer {
    private static final int WIDTH = 110;
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9._-]*");
    private static final Set<String> RESERVED =
            Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n"); // some readers take these for something else

    private Writer() {}

    /** One line of JSON. */
    static String flow(Tree tree) {
        return switch (tree) {
            case Tree.Scalar scalar -> scalar.quoted() || !isLiteral(scalar) ? quoted(scalar.text()) : scalar.text();
            case Tree.Sequence sequence ->
                sequence.elements().stream().map(Writer::flow).collect(Collectors.joining(", ", "[", "]"));
            case Tree.Mapping mapping ->
                mapping.entries().entrySet().stream()
                        .map(entry -> quoted(entry.getKey()) + ": " + flow(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
        };
    }

    /** YAML, one key a line at the top, and deeper where a line would grow too long. */
    static String yaml(Tree.Mapping tree) {
        StringBuilder text = new StringBuilder();
        block(tree, 0, text);
        return text.toString();
    }

    private static void block(Tree.Mapping mapping, int indent, StringBuilder text) {
        for (Map.Entry<String, Tree> entry : mapping.entries().entrySet()) {
            text.append(" ".repeat(indent)).append(word(entry.getKey())).append(':');
            below(entry.getValue(), indent, text);
        }
    }

    private static void below(Tree value, int indent, StringBuilder text) {
        String line = words(value);
        if (value instanceof Tree.Scalar || indent + line.length() <= WIDTH) {
            text.append(' ').append(line).append('\n');
        } else if (value instanceof Tree.Mapping mapping) {
            text.append('\n');
            block(mapping, indent + 2, text);
        } else if (value instanceof Tree.Sequence sequence) {
            text.append('\n');
            sequence.elements().forEach(element -> text.append(" ".repeat(indent)).append("  - ").append(words(element)).append('\n'));
        }
    }

    /** One line of YAML, with few quotes. */
    private static String words(Tree tree) {
        return switch (tree) {
            case Tree.Scalar scalar -> scalar.quoted() ? word(scalar.text()) : flow(scalar);
            case Tree.Sequence sequence ->
                sequence.elements().stream().map(Writer::words).collect(Collectors.joining(", ", "[", "]"));
            case Tree.Mapping mapping ->
                mapping.entries().entrySet().stream()
                        .map(entry -> word(entry.getKey()) + ": " + words(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
        };
    }

    private static boolean isLiteral(Tree.Scalar scalar) {
        return Numeral.isNumber(scalar) || scalar.text().equals("true") || scalar.text().equals("false");
    }

    private static String word(String text) {
        return WORD.matcher(text).matches() && !RESERVED.contains(text) ? text : quoted(text);
    }

    /** A JSON string; all but printable ASCII is escaped. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c >= ' ' && c <= '~') {
                quoted.append(c);
            } else {
                quoted.append(String.format("\\u%04x", (int) c));
            }
        }
        return quoted.append('"').toString();
    }
}
