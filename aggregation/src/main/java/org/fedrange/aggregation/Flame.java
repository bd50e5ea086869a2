package org.fedrange.aggregation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fedrange.learning.Normal;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;

/**
 * Keeps the majority of updates that point the same way, clips them to the median norm, averages, and adds noise.
 *
 * <pre>
 * S = median ||x_i|| over all;   K = the first cluster of more than n/2 updates as pairs are joined in the order of 1 - cos(x_i, x_j)
 * a = 1/|K| sum_{i in K} x_i min(1, S / ||x_i||) + noiseFactor S g,   g standard normal in each coordinate
 * </pre>
 *
 * <p>Example: (1, 0), (1, 0.1), (2, 0.1), (-5, 0) without noise: three of four are joined before the last; norms 1, 1.005, 2.002, 5, so S = 1.504
 * and a = ((1 + 1 + 1.502) / 3, (0 + 0.1 + 0.075) / 3) = (1.167, 0.058).
 *
 * <p>Single linkage with clusters of more than half is what HDBSCAN of the paper, with that least size and one sample, comes down to. The verdict's
 * score is the norm.
 *
 * <p>Source: Nguyen, Rieger, Chen et al., "FLAME: Taming Backdoors in Federated Learning", 2022, algorithm 1, on updates where the paper compares
 * models.
 */
public record Flame(
        @Parameter(value = "standard deviation of the noise, as a multiple of the median norm", min = 0, byDefault = "0.001") double noiseFactor)
        implements Aggregator {
    public Flame {
        Parameters.check(Flame.class, noiseFactor);
    }

    /** Two updates and how far apart they point. */
    private record Pair(int i, int j, double distance) {}

    @Override
    public Result aggregate(Context context, State state, List<Update> updates) {
        requireFeasible(updates.size());
        Rows rows = Rows.of(updates);
        Cosines cosines = new Cosines(rows);
        double[] norms = cosines.norms();
        double bound = Rows.median(Arrays.stream(norms).sorted().toArray());
        int[] kept = majority(cosines, norms.length);
        ParameterVector mean = rows.clippedMean(kept, norms, bound);
        return new Result(noiseFactor == 0 ? mean : Normal.noised(mean, noiseFactor * bound, context.stream()), Verdict.onEach(updates, rows.equalWeights(kept), norms), state);
    }

    private static int[] majority(Cosines cosines, int n) {
        List<Pair> pairs = IntStream.range(0, n).boxed()
                .flatMap(i -> IntStream.range(i + 1, n).mapToObj(j -> new Pair(i, j, 1 - cosines.between(i, j))))
                .sorted(Comparator.comparingDouble(Pair::distance))
                .toList();
        int[] cluster = IntStream.range(0, n).toArray();
        int[] majority = {};
        double reached = Double.POSITIVE_INFINITY;
        for (Pair pair : pairs) {
            // Pairs that are equally near are joined before one looks, so that of equal updates none is left out.
            if (pair.distance() > reached) {
                break;
            }
            int joined = cluster[pair.i()];
            int other = cluster[pair.j()];
            cluster = Arrays.stream(cluster).map(of -> of == other ? joined : of).toArray();
            int[] now = cluster;
            int[] members = IntStream.range(0, n).filter(i -> now[i] == now[pair.i()]).toArray();
            if (members.length > n / 2) {
                majority = members;
                reached = pair.distance();
            }
        }
        return n == 1 ? cluster : majority;
    }

    @Override
    public Optional<String> infeasible(int n) {
        return n >= 1 ? Optional.empty() : Optional.of("flame needs at least 1 update");
    }
}
