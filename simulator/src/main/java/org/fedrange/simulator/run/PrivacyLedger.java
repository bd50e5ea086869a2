package org.fedrange.simulator.run;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.defenses.Guarantee;
import org.fedrange.learning.Kind;
import org.fedrange.learning.NodeId;
import org.fedrange.simulator.Promises;
import org.fedrange.simulator.results.PrivacyFigure;
import org.fedrange.simulator.round.NodeReport;
import org.fedrange.simulator.round.RoundReport;

/** Keeps account of what every honest hospital has spent, fold by fold: a round counts for whoever was invited, also if its update was lost on the way. */
final class PrivacyLedger {
    private final Promises promises;
    private final Nodes nodes;
    private final SortedMap<Integer, SortedMap<NodeId, Integer>> asked = new TreeMap<>();
    private final List<PrivacyFigure> figures = new ArrayList<>();

    PrivacyLedger(Promises promises, Nodes nodes) {
        this.promises = promises;
        this.nodes = nodes;
    }

    void add(int fold, RoundReport report) {
        if (promises.all().isEmpty()) {
            return;
        }
        SortedMap<NodeId, Integer> its = asked.computeIfAbsent(fold, first -> new TreeMap<>());
        for (NodeReport node : report.nodes()) {
            its.merge(node.node(), 1, Integer::sum);
        }
        if (promises.statedAfter(report.round())) {
            promises.all().forEach(promise -> state(fold, report.round(), promise, its));
        }
    }

    private void state(int fold, int round, Promises.Promise promise, SortedMap<NodeId, Integer> its) {
        Guarantee guarantee = promise.guarantee();
        for (NodeId node : nodes.all().subList(0, nodes.hospitals())) {
            if (nodes.byzantine().contains(node)) {
                continue;
            }
            // Who is drawn is a secret in the central model, and pays in every round for being perhaps drawn.
            int rounds = guarantee.trust() == Guarantee.Trust.LOCAL ? its.getOrDefault(node, 0) : round;
            figures.add(new PrivacyFigure(
                    fold, round, promise.defense(), Kind.of(guarantee.unit()), Kind.of(guarantee.trust()), node.name(), rounds,
                    guarantee.round().mechanism().noiseMultiplier(), guarantee.round().samplingRate(), guarantee.epsilon(rounds), guarantee.delta(),
                    Kind.of(guarantee.accountant())));
        }
    }

    List<PrivacyFigure> figures() {
        return figures;
    }
}
