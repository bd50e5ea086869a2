package org.fedrange.simulator.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.random.RandomGenerator;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Streams;
import org.fedrange.simulator.fault.Faults;
import org.fedrange.simulator.round.Cohorts;
import org.jspecify.annotations.Nullable;

/**
 * Who is invited in a round: everybody the coordinator knows to be there and has not shut out, or so many of them, drawn without replacement and anew
 * in each round, or each with a probability of its own.
 *
 * @param all every node, in node order
 * @param cohort how many are invited; null for all
 * @param rate probability with which each is invited; null where a number is
 * @param faults who is there
 * @param streams the run's streams
 */
record Invitations(List<NodeId> all, @Nullable Integer cohort, @Nullable Double rate, Faults faults, Streams streams) implements Cohorts {
    @Override
    public List<NodeId> invited(int round, SortedSet<NodeId> excluded) {
        List<NodeId> there = new ArrayList<>(all.stream().filter(node -> !excluded.contains(node) && faults.present(round, node)).toList());
        if (rate != null) {
            RandomGenerator stream = streams.secret("cohort", round, 0);
            // A draw for each node there is, so that no node's depends on which others are there.
            List<NodeId> drawn = all.stream().filter(node -> stream.nextDouble() < rate).toList();
            there.retainAll(Set.copyOf(drawn));
            return there;
        }
        if (cohort == null || cohort >= there.size()) {
            return there;
        }
        RandomGenerator stream = streams.of("cohort", round, 0);
        // The first steps of a shuffle: a node drawn takes its place at the front.
        for (int i = 0; i < cohort; i++) {
            int other = stream.nextInt(i, there.size());
            NodeId drawn = there.get(other);
            there.set(other, there.get(i));
            there.set(i, drawn);
        }
        return there.subList(0, cohort).stream().sorted().toList();
    }
}
