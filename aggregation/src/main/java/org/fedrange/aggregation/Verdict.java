package org.fedrange.aggregation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fedrange.learning.NodeId;

/**
 * What a rule decided about one node's update; goes unchanged into results, audit log and report.
 *
 * @param node whose update
 * @param kept false when nothing of the update enters the aggregate
 * @param weight the update's share in the aggregate, from 0 to 1; NaN where the rule has none, as a coordinate-wise median
 * @param score the number behind the decision, such as Krum's score; NaN where there is none
 */
public record Verdict(NodeId node, boolean kept, double weight, double score) {

    /**
     * A verdict on an update that stands for several nodes, as one on each, with an equal part of the weight.
     *
     * @param behind for whom an update stands, by the node it is named after; who is not listed stands for itself
     */
    public Stream<Verdict> shared(Map<NodeId, List<NodeId>> behind) {
        List<NodeId> nodes = behind.getOrDefault(node, List.of(node));
        return nodes.stream().map(each -> new Verdict(each, kept, weight / nodes.size(), score));
    }

    /** A verdict on each update; kept are those whose weight is not zero. */
    static List<Verdict> onEach(List<Update> updates, double[] weights, double[] scores) {
        return IntStream.range(0, updates.size())
                .mapToObj(i -> new Verdict(updates.get(i).node(), weights[i] != 0, weights[i], scores[i]))
                .toList();
    }

    /** The same for rules without scores. */
    static List<Verdict> onEach(List<Update> updates, double[] weights) {
        double[] none = new double[weights.length];
        Arrays.fill(none, Double.NaN);
        return onEach(updates, weights, none);
    }
}
