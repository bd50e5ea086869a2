package org.fedrange.simulator.federation;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.ParameterVector;

/**
 * What a coordinator does that wants to know more of updates than their mean.
 *
 * @param watched rounds in which it keeps updates to their end
 * @param crafted by round, how it changes the model before it sends it; that round's updates are of no use to the global model
 */
public record Inquiry(Set<Integer> watched, SortedMap<Integer, UnaryOperator<FloatVector>> crafted) {
    /** It wants to know nothing. */
    public static final Inquiry NONE = new Inquiry(Set.of(), Collections.emptySortedMap());

    public Inquiry {
        watched = Set.copyOf(watched);
        crafted = Collections.unmodifiableSortedMap(new TreeMap<>(crafted));
    }

    /** What goes out in a round in the place of the model; empty where that is sent. */
    Optional<ParameterVector> crafted(int round, ParameterVector model) {
        return Optional.ofNullable(crafted.get(round)).map(craft -> craft.apply((FloatVector) model));
    }
}
