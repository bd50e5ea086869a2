package org.fedrange.simulator.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.fedrange.aggregation.Chain;
import org.fedrange.attacks.DataPoisoning;
import org.fedrange.attacks.Poison;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Federation;
import org.fedrange.learning.training.Training;
import org.fedrange.simulator.Adversary;
import org.fedrange.simulator.federation.Hospital;
import org.fedrange.simulator.federation.Mind;
import org.fedrange.simulator.federation.Pool;

/**
 * A coalition in a fold.
 *
 * @param adversary what it is, alone
 * @param pool its nodes
 * @param poison its attack on data, made ready on all its nodes hold; empty where it is none
 * @param streams its own
 */
record Coalesced(Adversary adversary, Pool pool, Optional<Poison> poison, Streams streams) {
    /** Those of an adversary, in the fold that these streams belong to. */
    static List<Coalesced> of(Adversary all, Nodes nodes, Federation.Fold fold, int classes, Streams its) {
        List<Adversary> attacking = all.attacking();
        List<Coalesced> coalitions = new ArrayList<>();
        for (int i = 0; i < attacking.size(); i++) {
            Streams own = i == 0 ? its : its.within("coalition " + (i + 1));
            Pool pool = new Pool(nodes.coalitions().get(i), attacking.get(i).schedule(), own);
            Function<NodeId, Examples> held = node -> fold.hospitals().get(nodes.held(node).orElseThrow()).train();
            coalitions.add(new Coalesced(attacking.get(i), pool, poison(attacking.get(i), pool, held, classes, own), own));
        }
        return coalitions;
    }

    private static Optional<Poison> poison(Adversary adversary, Pool pool, Function<NodeId, Examples> held, int classes, Streams its) {
        return adversary.attack() instanceof DataPoisoning poisoning
                ? Optional.of(poisoning.prepare(pool.nodes().stream().map(held).toList(), classes, its.of("poison")))
                : Optional.empty();
    }

    /** What one of its nodes does to its examples; empty where it leaves data alone. */
    Optional<Hospital.Poisoning> poisoning(NodeId node, Examples train) {
        List<NodeId> members = List.copyOf(pool.nodes());
        return poison.map(attack -> new Hospital.Poisoning(
                attack, attack.examples(train, members.indexOf(node), members.size(), streams.of("poison", 0, node.index())), pool));
    }

    /** How it thinks of models trained like this and put together by this chain. */
    Mind mind(Chain chain, Training training) {
        return new Mind(pool, adversary.attack(), Optional.ofNullable(adversary.knowledge()).orElseThrow(), chain, training, streams);
    }
}
