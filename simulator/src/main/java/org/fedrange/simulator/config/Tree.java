package org.fedrange.simulator.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a user wrote, each value with the place where it stands. What a scalar means depends on the type it is bound to. */
public sealed interface Tree {
    /** Where it was written. It stays with the value when a matrix puts it elsewhere. */
    Place place();

    /** What was given, for messages. */
    String shown();

    /**
     * A number, a word, a text, a truth value or nothing.
     *
     * @param text as written, without quotes
     * @param quoted whether it was written in quotes, which make a text of anything
     */
    record Scalar(Place place, String text, boolean quoted) implements Tree {
        /** Whether nothing was given. */
        boolean absent() {
            return !quoted && (text.isEmpty() || text.equals("~") || text.equals("null"));
        }

        @Override
        public String shown() {
            if (text.isEmpty() && !quoted) {
                return "nothing";
            }
            return quoted ? "\"" + Words.shown(text) + "\"" : Words.shown(text);
        }
    }

    /** Values in order. */
    record Sequence(Place place, List<Tree> elements) implements Tree {
        public Sequence {
            elements = List.copyOf(elements);
        }

        @Override
        public String shown() {
            return "a list";
        }
    }

    /** Values by key, in the order they were written. */
    record Mapping(Place place, Map<String, Tree> entries) implements Tree {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        @Override
        public String shown() {
            return "a mapping of keys to values";
        }
    }
}
