package org.fedrange.aggregation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Clips updates to the median of all norms ever seen, parts them into two clusters by angle, and averages the larger.
 *
 * <pre>
 * C = median of the norms of this and all earlier rounds;   y_i = x_i min(1, C / ||x_i||)
 * average linkage on 1 - cos(x_i, x_j) until two clusters are left;   a = mean of y over the larger, of equal ones that of the first update
 * </pre>
 *
 * <p>Example: (1, 0), (2, 0.2), (0, 30): norms 1, 2.01, 30, so C = 2.01; the first two point the same way: a = (1.5, 0.1).
 *
 * <p>The verdict's score is the update's norm. A row of zeros lies at distance 1 from every other.
 *
 * <p>Source: Li, Ngai, Voigt, "An Experimental Study of Byzantine-Robust Aggregation Schemes in Federated Learning", 2023.
 */
public record ClippedClustering() implements Aggregator {

    /** The norms seen so far. */
    public record PastNorms(List<Double> norms) implements State {
        public PastNorms {
            norms = List.copyOf(norms);
        }
    }

    @Override
    public Result aggregate(Context context, State state, List<Update> updates) {
        requireFeasible(updates.size());
        Rows rows = Rows.of(updates);
        Cosines cosines = new Cosines(rows);
        double[] norms = cosines.norms();
        List<Double> seen = new ArrayList<>(state instanceof PastNorms(List<Double> past) ? past : List.of());
        Arrays.stream(norms).forEach(seen::add);
        double bound = Rows.median(seen.stream().mapToDouble(Double::doubleValue).sorted().toArray());
        int[] larger = larger(cosines, updates.size()).stream().mapToInt(Integer::intValue).toArray();
        return new Result(
                rows.clippedMean(larger, norms, bound), Verdict.onEach(updates, rows.equalWeights(larger), norms), new PastNorms(seen));
    }

    private static List<Integer> larger(Cosines cosines, int n) {
        List<List<Integer>> clusters = new ArrayList<>();
        IntStream.range(0, n).forEach(i -> clusters.add(new ArrayList<>(List.of(i))));
        while (clusters.size() > 2) {
            int first = 0;
            int second = 1;
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < clusters.size(); i++) {
                for (int j = i + 1; j < clusters.size(); j++) {
                    double distance = linkage(cosines, clusters.get(i), clusters.get(j));
                    if (distance < least) {
                        least = distance;
                        first = i;
                        second = j;
                    }
                }
            }
            clusters.get(first).addAll(clusters.remove(second));
        }
        // The first is the one that holds the first update; of equal sizes it stays.
        return Collections.max(clusters, (a, b) -> a.size() - b.size());
    }

    private static double linkage(Cosines cosines, List<Integer> some, List<Integer> others) {
        double sum = 0;
        for (int i : some) {
            for (int j : others) {
                sum += 1 - cosines.between(i, j);
            }
        }
        return sum / some.size() / others.size();
    }

    @Override
    public Optional<String> infeasible(int n) {
        return n >= 1 ? Optional.empty() : Optional.of("clipped-clustering needs at least 1 update");
    }
}
