package org.fedrange.simulator.federation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.fedrange.attacks.CoordinatorAttack;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Kind;
import org.fedrange.learning.NodeId;
import org.fedrange.simulator.round.NodeReport;

/**
 * What came of a coordinator's lie: what it found, held against what its victim sent.
 *
 * @param reason why nothing came of it; empty where it has the update
 * @param words the same for the log, with the relative error
 */
record Recovery(String reason, String words) {
    /** Above this relative error, what was found is not the update. */
    private static final double RECOVERED = 0.1;

    static Recovery of(CoordinatorAttack attack, NodeId victim, Lying state, Optional<Silence> silence, List<NodeReport> nodes) {
        String about = Kind.of(attack.getClass()) + " on " + victim.name() + ": ";
        Optional<Double> error = error(state, silence);
        if (error.isEmpty()) {
            String reason = nodes.stream().filter(node -> state.group().isEmpty() || state.group().contains(node.node())).map(NodeReport::reason)
                    .filter(its -> its.contains("Aborted") || its.startsWith("no sum")).findFirst().map(its -> its.substring(its.indexOf(':') + 2)).orElse("its masks stay on");
            return new Recovery(reason, about + reason);
        }
        String words = String.format(Locale.ROOT, "relative error %.1e", error.get());
        return new Recovery(error.get() < RECOVERED ? "" : "what it found is not the update", about + words);
    }

    /** By how much what it found differs from what was sent, as a share of its length; empty where it found nothing. */
    static Optional<Double> error(Lying state, Optional<Silence> silence) {
        return state.found().flatMap(found -> state.truth().map(sent -> {
            FloatVector truth = sought((FloatVector) sent.change(), silence);
            return sought(found, silence).minus(truth).norm() / truth.norm();
        }));
    }

    private static FloatVector sought(FloatVector update, Optional<Silence> silence) {
        return silence.map(its -> its.heard(update)).orElse(update);
    }
}
