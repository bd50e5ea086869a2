package org.fedrange.simulator.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.fedrange.attacks.None;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Streams;
import org.fedrange.simulator.Adversary;
import org.fedrange.simulator.ByzantineData;

/**
 * Who takes part: the hospitals in the order of the federation, then extra nodes of the adversary that hold no data.
 *
 * @param all every node, in node order
 * @param hospitals number of nodes that hold data; they come first
 * @param byzantine the adversary's nodes; empty where nobody attacks
 */
record Nodes(List<NodeId> all, int hospitals, SortedSet<NodeId> byzantine) {
    Nodes {
        all = List.copyOf(all);
        byzantine = Collections.unmodifiableSortedSet(new TreeSet<>(byzantine));
    }

    /** The nodes of a resolved experiment. A count of hospitals to turn is drawn from a stream of its own. */
    static Nodes of(List<String> hospitals, Adversary adversary, Streams streams) {
        List<NodeId> all = new ArrayList<>();
        for (String name : hospitals) {
            all.add(new NodeId(all.size(), name));
        }
        if (adversary.attack() instanceof None) {
            return new Nodes(all, hospitals.size(), new TreeSet<>());
        }
        TreeSet<NodeId> byzantine = new TreeSet<>();
        if (adversary.data() == ByzantineData.NONE) {
            for (int i = 1; i <= adversary.nodes().count(); i++) {
                NodeId extra = new NodeId(all.size(), "extra " + i);
                all.add(extra);
                byzantine.add(extra);
            }
        } else {
            byzantine.addAll(adversary.nodes().of(all, streams.of("byzantine")));
        }
        return new Nodes(all, hospitals.size(), byzantine);
    }
}
