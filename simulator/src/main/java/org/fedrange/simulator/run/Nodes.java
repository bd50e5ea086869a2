package org.fedrange.simulator.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import org.fedrange.attacks.None;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Streams;
import org.fedrange.simulator.Adversary;
import org.fedrange.simulator.ByzantineData;
import org.fedrange.simulator.ChosenNodes;

/**
 * Who takes part: the hospitals in the order of the federation, then extra nodes of the adversary, without data or other names of one hospital.
 *
 * @param all every node, in node order
 * @param hospitals number of hospitals; they come first
 * @param byzantine the adversary's nodes; empty where nobody attacks
 * @param data what those hold
 */
record Nodes(List<NodeId> all, int hospitals, SortedSet<NodeId> byzantine, ByzantineData data) {
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
            return new Nodes(all, hospitals.size(), new TreeSet<>(), adversary.data());
        }
        TreeSet<NodeId> byzantine = new TreeSet<>();
        if (adversary.data() == ByzantineData.NONE) {
            for (int i = 1; i <= adversary.nodes().count(); i++) {
                NodeId extra = new NodeId(all.size(), "extra " + i);
                all.add(extra);
                byzantine.add(extra);
            }
        } else {
            ChosenNodes turned = adversary.data() == ByzantineData.SYBIL ? ChosenNodes.valueOf(1) : adversary.nodes();
            byzantine.addAll(turned.of(all, streams.of("byzantine")));
        }
        for (int i = 1; i < adversary.nodes().count() && adversary.data() == ByzantineData.SYBIL; i++) {
            NodeId name = new NodeId(all.size(), "sybil " + i);
            all.add(name);
            byzantine.add(name);
        }
        return new Nodes(all, hospitals.size(), byzantine, adversary.data());
    }

    /** Of which hospital a node holds the patients; empty where it holds none. */
    OptionalInt held(NodeId node) {
        if (node.index() < hospitals) {
            return OptionalInt.of(node.index());
        }
        return data == ByzantineData.SYBIL ? OptionalInt.of(byzantine.first().index()) : OptionalInt.empty();
    }
}
