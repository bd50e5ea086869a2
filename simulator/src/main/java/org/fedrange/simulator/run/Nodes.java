package org.fedrange.simulator.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.fedrange.attacks.Attack;
import org.fedrange.attacks.CoordinatorAttack;
import org.fedrange.attacks.SybilEnrolment;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Streams;
import org.fedrange.simulator.Adversary;
import org.fedrange.simulator.ByzantineData;
import org.fedrange.simulator.ChosenNodes;
import org.fedrange.simulator.Experiment;
import org.fedrange.simulator.identity.Admission;

/**
 * Who takes part: the hospitals in the order of the federation, then extra nodes of the adversary, without data or other names of one hospital.
 *
 * @param all every node, in node order
 * @param hospitals number of hospitals; they come first
 * @param byzantine the adversary's nodes; empty where nobody attacks
 * @param data what those hold that are no hospitals
 * @param tapped hospitals on whose lines an adversary sits, or whose update a lying coordinator wants; empty where there is none
 * @param coalitions the nodes of each coalition that attacks, in order
 */
record Nodes(List<NodeId> all, int hospitals, SortedSet<NodeId> byzantine, ByzantineData data, SortedSet<NodeId> tapped, List<SortedSet<NodeId>> coalitions) {
    Nodes {
        all = List.copyOf(all);
        tapped = Collections.unmodifiableSortedSet(new TreeSet<>(tapped));
        byzantine = Collections.unmodifiableSortedSet(new TreeSet<>(byzantine));
        coalitions = coalitions.stream().map(its -> Collections.unmodifiableSortedSet(new TreeSet<>(its))).toList();
    }

    /** The nodes of a resolved experiment. A count of hospitals to turn is drawn from a stream of its own. */
    static Nodes of(List<String> hospitals, Adversary adversary, Streams streams) {
        List<NodeId> all = new ArrayList<>();
        for (String name : hospitals) {
            all.add(new NodeId(all.size(), name));
        }
        List<NodeId> free = new ArrayList<>(all);
        List<SortedSet<NodeId>> coalitions = new ArrayList<>();
        List<Adversary> attacking = adversary.attacking();
        for (int i = 0; i < attacking.size(); i++) {
            Adversary its = attacking.get(i);
            // Who is named elsewhere is not drawn here.
            List<String> named = attacking.stream().filter(other -> !other.equals(its)).flatMap(other -> other.nodes().names().stream()).toList();
            List<NodeId> open = free.stream().filter(node -> !named.contains(node.name())).toList();
            SortedSet<NodeId> drawn = turned(its, open, streams.of(i == 0 ? "byzantine" : "byzantine " + (i + 1)));
            free.removeAll(drawn);
            for (int more = 1; more <= its.extra(); more++) {
                NodeId extra = new NodeId(all.size(), (its.data() == ByzantineData.SYBIL ? "sybil " : "extra ") + more);
                all.add(extra);
                drawn.add(extra);
            }
            coalitions.add(drawn);
        }
        SortedSet<NodeId> byzantine = new TreeSet<>();
        coalitions.forEach(its -> byzantine.addAll(its));
        SortedSet<NodeId> tapped = new TreeSet<>(adversary.attack().ownsNodes() ? List.<NodeId>of() : adversary.nodes().of(all, streams.of("byzantine")));
        return new Nodes(all, hospitals.size(), byzantine, adversary.data(), tapped, coalitions);
    }

    /** Hospitals that collude with a coordinator who lies: the first but for its victim. */
    List<NodeId> colluders(Attack attack) {
        return attack instanceof CoordinatorAttack lying ? all.stream().filter(node -> !tapped.contains(node)).limit(lying.colluders()).toList() : List.of();
    }

    /** What came of each further name under which one hospital wanted to take part; nobody else is asked. */
    List<Admission> admissions(Experiment experiment, Streams streams) {
        if (!(experiment.adversary().attack() instanceof SybilEnrolment attack)) {
            return List.of();
        }
        NodeId organisation = coalitions.getFirst().first();
        return new Admission.Asked(experiment.channel().security(), all.subList(0, hospitals), organisation, experiment.rounds(), streams)
                .of(all.subList(hospitals, all.size()), attack.means());
    }

    /** The same without those who are not let in. */
    Nodes without(Collection<NodeId> refused) {
        List<NodeId> left = all.stream().filter(node -> !refused.contains(node)).toList();
        SortedSet<NodeId> attacking = new TreeSet<>(byzantine);
        attacking.removeAll(refused);
        List<SortedSet<NodeId>> fewer = new ArrayList<>();
        for (SortedSet<NodeId> its : coalitions) {
            SortedSet<NodeId> kept = new TreeSet<>(its);
            kept.removeAll(refused);
            fewer.add(kept);
        }
        return new Nodes(left, hospitals, attacking, data, tapped, fewer);
    }

    private static SortedSet<NodeId> turned(Adversary adversary, List<NodeId> open, RandomGenerator stream) {
        return new TreeSet<>(switch (adversary.data()) {
            case NONE -> List.<NodeId>of();
            case SYBIL -> ChosenNodes.valueOf(1).of(open, stream);
            case OWN -> adversary.nodes().of(open, stream);
        });
    }

    /** Of which hospital a node holds the patients; empty where it holds none. */
    OptionalInt held(NodeId node) {
        if (node.index() < hospitals) {
            return OptionalInt.of(node.index());
        }
        return data == ByzantineData.SYBIL ? OptionalInt.of(coalitions.getFirst().first().index()) : OptionalInt.empty();
    }
}
