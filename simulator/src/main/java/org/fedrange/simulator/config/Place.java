package org.fedrange.simulator.config;

import org.fedrange.simulator.Refusal;

/**
 * Where a value was given: what every refusal begins with.
 *
 * @param source the file, or another origin such as {@code --set}; empty where the user knows it anyway
 * @param line line of the file, from 1; 0 where there are no lines
 * @param path way to the value, such as {@code matrix.rule[1].byzantine}; empty at the top
 */
public record Place(String source, int line, String path) {
    private static final int LONGEST_PATH = 200;

    /** The top of a source. */
    public static Place top(String source) {
        return new Place(source, 0, "");
    }

    /** The value of a key below this place. */
    Place key(String name, int line) {
        String shown = Words.shown(name);
        return new Place(source, line, path.isEmpty() ? shown : path + "." + shown);
    }

    /** An element of the list at this place. */
    Place element(int index, int line) {
        return new Place(source, line, path + "[" + index + "]");
    }

    /** A refusal of what stands here. */
    public Refusal refusal(String why) {
        return new Refusal(this + Words.sentence(why));
    }

    /** The beginning of a message. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(source);
        append(text, line > 0 ? "line " + line : "");
        append(text, path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH) + "...");
        return text.isEmpty() ? "" : text.append(": ").toString();
    }

    private static void append(StringBuilder text, String part) {
        text.append(text.isEmpty() || part.isEmpty() ? "" : ", ").append(part);
    }
}
