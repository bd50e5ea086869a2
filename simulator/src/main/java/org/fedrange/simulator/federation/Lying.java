package org.fedrange.simulator.federation;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.fedrange.aggregation.Update;
import org.fedrange.aggregation.secure.Deceit;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.NodeId;

/**
 * What a coordinator who lies knows.
 *
 * @param honest what it would know anyway
 * @param group who is asked for the sum that the victim's vector is in, the victim among them; empty where the victim does not take part
 * @param deceit its lie in that sum; empty where it does not lie
 * @param first the sum over a model that it released twice, when it was asked first; empty before
 * @param truth what the victim sent, for the evidence alone
 * @param found what it takes for that, once it is found
 */
public record Lying(
        MaskedAggregation.Summing honest, SortedSet<NodeId> group, Optional<Deceit> deceit, Optional<First> first, Optional<Update> truth, Optional<FloatVector> found) {
    public Lying {
        group = Collections.unmodifiableSortedSet(new TreeSet<>(group));
    }

    /** Before a round, or between two that have nothing to do with each other. */
    static Lying idle(MaskedAggregation.Summing honest) {
        return new Lying(honest, Collections.emptySortedSet(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The sum over a model that it released twice, and the round in which it was asked first. */
    record First(int round, GroupSum sum) {}

    Lying with(MaskedAggregation.Summing next) {
        return new Lying(next, group, deceit, first, truth, found);
    }

    Lying with(Deceit next) {
        return new Lying(honest, group, Optional.of(next), first, truth, found);
    }

    Lying knowing(Optional<Update> sent) {
        return new Lying(honest, group, deceit, first, sent, found);
    }

    /** It is done with its lie, and has this. */
    Lying having(Optional<FloatVector> vector) {
        return new Lying(honest, group, Optional.empty(), Optional.empty(), truth, vector);
    }

    /** The sum in progress; empty where it came to an end without a result. */
    Optional<SummingGroup> sum() {
        return honest.groups().stream().filter(its -> group.containsAll(its.members())).findFirst();
    }

    /** The sum that came out. */
    Optional<GroupSum> total() {
        return honest.totals().stream().filter(its -> group.containsAll(its.nodes())).findFirst();
    }

    @Override
    public String toString() {
        return honest.toString();
    }
}
