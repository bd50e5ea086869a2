package org.fedrange.aggregation;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.ParameterVector;

/**
 * Takes weight from nodes whose updates, added up over all rounds, point the same way: many that act as one are taken for one adversary.
 *
 * <pre>
 * H_i = sum of node i's updates so far,   s_ij = cos(H_i, H_j),   v_i = max_{j != i} s_ij;   where v_j > v_i:  s_ij = s_ij v_i / v_j
 * w_i = 1 - max_{j != i} s_ij, clipped to [0, 1],   divided by the largest;   1 becomes 0.99;   w_i = ln(w_i / (1 - w_i)) + 0.5, clipped to [0, 1]
 * a = 1/n sum_i w_i x_i
 * </pre>
 *
 * <p>Example: (1, 0), (0, 1) and twice (1, 1) in a first round: the last two have the cosine 1, so no weight; the first two have 0.707 with
 * them, pardoned to 0.707 x 0.707 = 0.5, and so the weights 0.5 / 0.5 = 1 each: a = (0.25, 0.25).
 *
 * <p>The verdict's weight is w_i / n; its score v_i. Nodes that come later begin with their own sum; of one alone the weight is 1. If all point
 * the same way, nobody has weight and the answer is zero: honest hospitals with like patients are refused with the Sybils.
 *
 * <p>Source: Fung, Yoon, Beschastnikh, "The Limitations of Federated Learning in Sybil Settings", 2020, algorithm 1, over all coordinates, divided
 * by n.
 */
public record FoolsGold() implements Aggregator {
    private static final double ROUNDING = 1e-12;

    /** The sum of each node's updates so far. */
    public record History(SortedMap<NodeId, ParameterVector> sums) implements State {
        public History {
            sums = Collections.unmodifiableSortedMap(new TreeMap<>(sums));
        }
    }

    @Override
    public Visibility visibility() {
        return Visibility.EACH_UPDATE;
    }

    @Override
    public Result aggregate(Context context, State state, List<Update> updates) {
        requireFeasible(updates.size());
        SortedMap<NodeId, ParameterVector> sums = new TreeMap<>(state instanceof History(var before) ? before : new TreeMap<>());
        updates.forEach(update -> sums.merge(update.node(), update.change(), ParameterVector::plus));
        List<Update> histories = updates.stream().map(update -> update.withChange(sums.getOrDefault(update.node(), update.change()))).toList();
        double[][] similarities = similarities(new Cosines(Rows.of(histories)), updates.size());
        double[] nearest = Arrays.stream(similarities).mapToDouble(FoolsGold::largest).toArray();
        double[] weights = weights(similarities, nearest);
        return new Result(Rows.of(updates).combined(weights), Verdict.onEach(updates, weights, nearest), new History(sums));
    }

    /** A sum for each node, and in a round a new one beside it. */
    @Override
    public long remembered(long nodes) {
        return 2 * nodes;
    }

    private static double[][] similarities(Cosines cosines, int n) {
        double[][] similarities = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                // With itself a node is not compared.
                similarities[i][j] = i == j ? Double.NEGATIVE_INFINITY : cosines.between(i, j);
            }
        }
        return similarities;
    }

    private static double[] weights(double[][] similarities, double[] nearest) {
        int n = nearest.length;
        double[] weights = new double[n];
        for (int i = 0; i < n; i++) {
            double[] pardoned = similarities[i].clone();
            for (int j = 0; j < n; j++) {
                if (j != i && nearest[j] > nearest[i]) {
                    pardoned[j] *= nearest[i] / nearest[j];
                }
            }
            double apart = 1 - largest(pardoned);
            // Divided by the largest, what rounding leaves of nothing would become everything.
            weights[i] = apart > ROUNDING ? Math.min(apart, 1) : 0;
        }
        double most = largest(weights);
        return Arrays.stream(weights).map(weight -> most > 0 ? logit(weight / most) / n : 0).toArray();
    }

    private static double logit(double weight) {
        double inside = Math.min(weight, 0.99);
        return inside > 0 ? Math.clamp(StrictMath.log(inside / (1 - inside)) + 0.5, 0, 1) : 0;
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).max().orElse(0);
    }

    @Override
    public Optional<String> infeasible(int n) {
        return n >= 1 ? Optional.empty() : Optional.of("fools-gold needs at least 1 update");
    }
}
