package org.fedrange.attacks;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Shape;

/** Classes that attacks name by their position. */
final class Classes {
    private Classes() {}

    /** Why there is no such class; empty where there is. */
    static Optional<String> unknown(String parameter, int label, Shape shape) {
        return label < shape.classes()
                ? Optional.empty()
                : Optional.of(parameter + " must be a class of the data, from 0 to " + (shape.classes() - 1) + ", got " + label);
    }

    /** Refuses an attack on examples of a class of which none of the adversary's nodes holds any: it would do nothing. */
    static void required(String attack, String parameter, int label, List<Examples> held) {
        if (held.stream().allMatch(examples -> rows(examples, label).length == 0)) {
            throw new IllegalArgumentException(attack + ": none of the adversary's " + held.size() + " nodes holds training examples of the class "
                    + label + " (" + parameter + "); give it more or other nodes");
        }
    }

    /** Rows of one class, in order. */
    static int[] rows(Examples examples, int label) {
        return IntStream.range(0, examples.size()).filter(row -> examples.labels()[row] == label).toArray();
    }
}
