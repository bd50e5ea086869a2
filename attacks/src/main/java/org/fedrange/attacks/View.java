package org.fedrange.attacks;

import java.util.List;
import java.util.Optional;
import org.fedrange.aggregation.Chain;
import org.fedrange.aggregation.Update;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.ParameterVector;

/**
 * What the adversary has seen when it must decide what its nodes send: built by the simulator from the declared
 * {@link Knowledge}, and all an attack gets.
 *
 * @param round the current round, from 1
 * @param model the global model its nodes were sent
 * @param nodes the Byzantine nodes that must answer, in node order
 * @param own what its nodes computed by honest training, in node order; nodes without data are missing
 * @param honest what the honest nodes sent, in node order; empty below {@link Knowledge#ALL_UPDATES}
 * @param chain the coordinator's stages and rule; empty below {@link Knowledge#ALL_UPDATES_AND_RULE}
 */
public record View(
        int round,
        ParameterVector model,
        List<NodeId> nodes,
        List<Update> own,
        List<Update> honest,
        Optional<Chain> chain) {
    public View {
        nodes = List.copyOf(nodes);
        own = List.copyOf(own);
        honest = List.copyOf(honest);
    }

    /** For each node its own honest update; for one without data the mean of the honest updates, or where none is seen of those of its others. */
    public List<ParameterVector> startingPoints() {
        boolean allHaveData = nodes.stream().allMatch(node -> own(node).isPresent());
        Optional<ParameterVector> mean = allHaveData ? Optional.empty() : Optional.of(new Sample(honest.isEmpty() ? own : honest).combined(1, 0));
        return nodes.stream().map(node -> own(node).or(() -> mean).orElseThrow()).toList();
    }

    private Optional<ParameterVector> own(NodeId node) {
        return own.stream().filter(update -> update.node().equals(node)).findFirst().map(Update::change);
    }
}
