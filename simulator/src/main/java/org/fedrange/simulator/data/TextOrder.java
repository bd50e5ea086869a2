package org.fedrange.simulator.data;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The order of labels, hospitals and categories: by value where all are numbers, otherwise alphabetical.
 *
 * <p>Example: 2, 10, 1 are 1, 2, 10; b, 10, 2 are 10, 2, b.
 */
final class TextOrder {
    private TextOrder() {}

    /** The different texts, in order. */
    static List<String> distinct(Collection<String> texts) {
        List<String> distinct = texts.stream().distinct().toList();
        Comparator<String> order = distinct.stream().allMatch(NumberText::is)
                ? Comparator.comparingDouble(NumberText::parse).thenComparing(Comparator.naturalOrder())
                : Comparator.naturalOrder();
        return distinct.stream().sorted(order).toList();
    }
}
