package org.fedrange.simulator.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fedrange.simulator.Refusal;

/** Reads a text of Weka's format into a {@link Table}. */
final class ArffReader {
    private static final String QUOTED = "'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\"";
    private static final Pattern ATTRIBUTE = Pattern.compile("(?i)@attribute\\s+(" + QUOTED + "|[^\\s{]+)\\s*(.*)");
    private static final Pattern VALUE = Pattern.compile("\\s*(" + QUOTED + "|[^,'\"]*)\\s*(,|$)");
    private static final Pattern SPARSE = Pattern.compile("\\s*(\\d{1,6})\\s+(" + QUOTED + "|[^,'\"]+)\\s*(,|$)");

    private final String file;
    private final List<String> lines;
    private final List<Attribute> attributes = new ArrayList<>();
    private int next;

    /** A column: its name, and its values if it is nominal. */
    record Attribute(String name, Optional<List<String>> values) {
        /** What a sparse row means by leaving it out. */
        String zero() {
            return values.map(List::getFirst).orElse("0");
        }
    }

    ArffReader(String file, String text) {
        this.file = file;
        this.lines = text.lines().toList();
        while (!has("@data")) {
            if (has("@attribute")) {
                attributes.add(attribute());
            } else if (!line().isEmpty() && !has("@relation")) {
                throw refusal("expected @relation, @attribute or @data, got " + shown(line()));
            }
            next++;
        }
        next++;
        if (attributes.isEmpty()) {
            throw new Refusal(file + ": names no @attribute before @data");
        }
    }

    /** The columns, in order. */
    List<Attribute> attributes() {
        return List.copyOf(attributes);
    }

    /** The columns with a fixed list of values. */
    List<String> nominal() {
        return attributes.stream().filter(each -> each.values().isPresent()).map(Attribute::name).toList();
    }

    /** The rows. */
    Table table() {
        List<Table.Row> rows = new ArrayList<>();
        for (; next < lines.size(); next++) {
            if (!line().isEmpty()) {
                rows.add(new Table.Row(file, next + 1, line().startsWith("{") ? sparse() : dense()));
            }
        }
        if (rows.isEmpty()) {
            throw new Refusal(file + ": has no rows of data below @data");
        }
        return new Table(attributes.stream().map(Attribute::name).toList(), rows);
    }

    private String line() {
        if (next >= lines.size()) {
            throw new Refusal(file + ": has no line @data");
        }
        String line = lines.get(next).strip();
        return line.startsWith("%") ? "" : line;
    }

    private boolean has(String word) {
        return line().toLowerCase(Locale.ROOT).matches(word + "(\\s.*)?");
    }

    private Attribute attribute() {
        Matcher matcher = ATTRIBUTE.matcher(line());
        if (!matcher.matches()) {
            throw refusal("expected @attribute name type, got " + shown(line()));
        }
        String name = unquoted(matcher.group(1));
        String type = matcher.group(2).strip();
        if (attributes.stream().anyMatch(each -> each.name().equals(name))) {
            throw refusal("two attributes are called " + name);
        }
        if (type.startsWith("{") && type.endsWith("}")) {
            return new Attribute(name, Optional.of(values(type.substring(1, type.length() - 1))));
        }
        if (!type.toLowerCase(Locale.ROOT).matches("numeric|real|integer|string|date.*")) {
            throw refusal("the type of " + name + " must be numeric, real, integer, string, date or a list in braces, got " + shown(type));
        }
        return new Attribute(name, Optional.empty());
    }

    private List<String> values(String text) {
        List<String> values = new ArrayList<>();
        Matcher matcher = VALUE.matcher(text);
        int at = 0;
        while (at <= text.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw refusal("column " + (values.size() + 1) + ": a quote is not closed, or stands within a text; got " + shown(text.substring(at)));
            }
            values.add(unquoted(matcher.group(1).strip()));
            if (matcher.group(2).isEmpty()) {
                break;
            }
            at = matcher.end();
        }
        return values;
    }

    private List<String> dense() {
        List<String> cells = values(line());
        if (cells.size() != attributes.size()) {
            throw refusal(cells.size() + " values, but " + attributes.size() + " attributes");
        }
        for (int i = 0; i < cells.size(); i++) {
            cells.set(i, checked(i, cells.get(i)));
        }
        return cells;
    }

    private List<String> sparse() {
        List<String> cells = new ArrayList<>(attributes.stream().map(Attribute::zero).toList());
        String text = line();
        if (!text.endsWith("}")) {
            throw refusal("the brace of a sparse row is not closed");
        }
        String inside = text.substring(1, text.length() - 1).strip();
        Matcher matcher = SPARSE.matcher(inside);
        int at = 0;
        while (at < inside.length()) {
            if (!matcher.find(at) || matcher.start() != at || Integer.parseInt(matcher.group(1)) >= cells.size()) {
                throw refusal("expected the number of an attribute, from 0 to " + (cells.size() - 1) + ", and its value, got " + shown(inside.substring(at)));
            }
            int index = Integer.parseInt(matcher.group(1));
            cells.set(index, checked(index, unquoted(matcher.group(2).strip())));
            at = matcher.end();
        }
        return Collections.unmodifiableList(cells);
    }

    private String checked(int index, String cell) {
        Attribute attribute = attributes.get(index);
        if (cell.equals("?")) {
            return "";
        }
        if (attribute.values().isPresent() && !attribute.values().get().contains(cell)) {
            throw refusal("column " + attribute.name() + ": must be one of " + shown(String.join(", ", attribute.values().get())) + ", got " + shown(cell));
        }
        return cell;
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1 && (text.charAt(0) == '\'' || text.charAt(0) == '"');
        return quoted ? text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1") : text;
    }

    private Refusal refusal(String why) {
        return new Refusal(file + ", line " + (next + 1) + ": " + why);
    }

    private static String shown(String text) {
        return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }
}
