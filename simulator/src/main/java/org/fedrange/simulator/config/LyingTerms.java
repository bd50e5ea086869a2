package org.fedrange.simulator.config;

import java.util.Optional;
import org.fedrange.attacks.CoordinatorAttack;
import org.fedrange.learning.Kind;
import org.fedrange.learning.model.LayeredModel;
import org.fedrange.learning.model.Softmax;
import org.fedrange.simulator.Adversary;
import org.fedrange.simulator.Bonawitz;
import org.fedrange.simulator.Experiment;
import org.fedrange.simulator.channel.Security;
import org.fedrange.simulator.config.PrivacyTerms.Objection;

/**
 * Where a coordinator who lies has something to lie about.
 *
 * @param experiment the experiment
 * @param attack what it does
 */
record LyingTerms(Experiment experiment, CoordinatorAttack attack) {
    /** What stands against it; empty where nothing does. */
    Optional<Objection> objection(Adversary adversary) {
        String kind = "the attack " + Kind.of(attack.getClass());
        if (!(experiment.secureAggregation() instanceof Bonawitz)) {
            return because("adversary.attack", kind + " is one on a secure sum in which everybody masks with everybody; write secureAggregation: {kind: bonawitz}");
        }
        if (experiment.channel().security() != Security.NONE) {
            return because("channel.security", kind + " is the coordinator's own, which protects no message from itself; its evidence is taken beside messages in the clear: write security: none");
        }
        if (attack.sendsAnotherModel() && (experiment.model() instanceof Softmax || !(experiment.model() instanceof LayeredModel))) {
            return because("adversary.attack", kind + " silences a hidden layer, and the model has none; write model: {kind: mlp, hidden: [20]}");
        }
        int nodes = adversary.nodes().count();
        return nodes == 1 ? Optional.empty() : because("adversary.nodes", kind + " wants the update of one hospital; give 1 or its name, got " + nodes);
    }

    /** The same once the number of nodes is known: what the smallest group is to them. */
    Optional<Objection> futile(int nodes) {
        Bonawitz scheme = (Bonawitz) experiment.secureAggregation();
        int group = nodes / scheme.groups(nodes);
        return attack.futile(group, scheme.threshold(group)).flatMap(why -> because("adversary.attack", why));
    }

    private static Optional<Objection> because(String path, String why) {
        return Optional.of(new Objection(path, why));
    }
}
