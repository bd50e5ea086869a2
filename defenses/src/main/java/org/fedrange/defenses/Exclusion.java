package org.fedrange.defenses;

import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.fedrange.aggregation.Cohort;
import org.fedrange.aggregation.State;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Invites a node no more once what it sent was refused so many times in a row.
 *
 * <pre>
 * refused: the coordinator's checks refused the message, or stages and rule used nothing of it;   a round in which nothing of a node is judged counts neither way
 * </pre>
 *
 * <p>Example: with 3 refusals, a node refused in rounds 1, 2 and 4 and lost in round 3 is not invited in round 5; one that was used in round 3 is.
 *
 * <p>At most as many nodes are shut out as are taken to be Byzantine: if that number is right, one more would be honest. Of nodes that are due
 * in the same round the first go. Each exclusion is an event of the audit log. The number the rule assumes stays as declared, and the experiment
 * is refused if the rule cannot work without those who may be shut out.
 *
 * <p>Source: usual in deployments; as a threshold on rounds, Muñoz-González, Co, Lupu, "Byzantine-Robust Federated Machine Learning through
 * Adaptive Model Averaging", 2019, which counts with a Beta distribution instead.
 */
public record Exclusion(
        @Parameter(value = "refusals in a row after which a node is shut out", unit = "rounds", min = 1, byDefault = "5") int refusals,
        @Parameter(value = "most nodes shut out", unit = "nodes", min = 0, derived = "the declared number of Byzantine nodes")
                @Nullable Integer byzantine)
        implements Defense {
    public Exclusion {
        Parameters.check(Exclusion.class, refusals, byzantine);
    }

    /** How often each node was refused since it was last used, and who is shut out. */
    public record Refusals(SortedMap<NodeId, Integer> inARow, SortedSet<NodeId> excluded) implements State {
        public Refusals {
            inARow = Collections.unmodifiableSortedMap(new TreeMap<>(inARow));
            excluded = Collections.unmodifiableSortedSet(new TreeSet<>(excluded));
        }
    }

    @Override
    public Exclusions onVerdicts(State state, SortedMap<NodeId, Boolean> kept) {
        Refusals before = state instanceof Refusals known ? known : new Refusals(new TreeMap<>(), new TreeSet<>());
        SortedMap<NodeId, Integer> inARow = new TreeMap<>(before.inARow());
        kept.forEach((node, used) -> inARow.merge(node, used ? 0 : 1, (old, one) -> used ? 0 : old + one));
        SortedSet<NodeId> all = new TreeSet<>(before.excluded());
        SortedMap<NodeId, String> excluded = new TreeMap<>();
        inARow.forEach((node, times) -> {
            if (times >= refusals && all.size() < mostExcluded() && all.add(node)) {
                excluded.put(node, "refused " + times + " times in a row");
            }
        });
        return new Exclusions(new Refusals(inARow, all), excluded);
    }

    @Override
    public int mostExcluded() {
        return Objects.requireNonNull(byzantine, "byzantine of exclusion is not resolved yet");
    }

    @Override
    public Exclusion resolved(Cohort cohort, int rounds) {
        return byzantine == null ? new Exclusion(refusals, cohort.byzantine()) : this;
    }
}
