package org.fedrange.simulator.round;

import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.learning.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * What has been heard in an exchange so far: an immutable list that grows at the front, so that hearing one of 10,000 nodes
 * does not copy the other 9,999.
 */
public record Heard(Outcome.Resolved latest, @Nullable Heard before, int count) {

    static Heard after(@Nullable Heard before, Outcome.Resolved outcome) {
        return new Heard(outcome, before, before == null ? 1 : before.count + 1);
    }

    /** What is still to be taken in; null where nothing is. */
    static @Nullable Heard of(Collection<Outcome.Resolved> outcomes) {
        Heard heard = null;
        for (Outcome.Resolved outcome : outcomes) {
            heard = after(heard, outcome);
        }
        return heard;
    }

    /** Everything heard, in node order. */
    SortedMap<NodeId, Outcome.Resolved> byNode() {
        SortedMap<NodeId, Outcome.Resolved> all = new TreeMap<>();
        for (Heard heard = this; heard != null; heard = heard.before) {
            if (all.put(heard.latest.node(), heard.latest) != null) {
                throw new IllegalStateException(heard.latest.node() + " was resolved twice in one exchange");
            }
        }
        return all;
    }
}
