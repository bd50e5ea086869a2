package org.fedrange.aggregation;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out, several times on coordinates drawn anew, the updates that lie farthest out along the direction in which all vary most, and
 * averages those never left out (DnC).
 *
 * <pre>
 * repeat:   b coordinates drawn without replacement,   m the mean there,   v the first right singular vector of the rows x_i - m,
 *           s_i = ((x_i - m) . v)^2,   the floor(filterFraction f) largest s_i, of equal ones the last, are left out
 * a = the mean of the updates left out in no iteration; zero where there is none
 * </pre>
 *
 * <p>Example: 0, 1, 2, 9 with f = 1: m = 3, s = 9, 4, 1, 36, so 9 is left out and a = 1.
 *
 * <p>The verdict's score is s_i in the last iteration. With as many coordinates as there are, nothing is drawn.
 *
 * <p>Source: Shejwalkar, Houmansadr, "Manipulating the Byzantine: Optimizing Model Poisoning Attacks and Defenses for Federated Learning",
 * 2021, algorithm 2.
 */
public record DivideAndConquer(
        @Parameter(value = "updates that may be Byzantine", unit = "updates", min = 0, derived = "the experiment's declared number")
                @Nullable Integer byzantine,
        @Parameter(value = "times updates are left out", unit = "iterations", min = 1, max = 10_000, byDefault = "5") int iterations,
        @Parameter(value = "coordinates looked at each time", min = 1, byDefault = "10000") int coordinates,
        @Parameter(value = "updates left out each time, as a multiple of byzantine", above = 0, byDefault = "1.0") double filterFraction)
        implements Aggregator {
    public DivideAndConquer {
        Parameters.check(DivideAndConquer.class, byzantine, iterations, coordinates, filterFraction);
    }

    @Override
    public Result aggregate(Context context, State state, List<Update> updates) {
        requireFeasible(updates.size());
        Rows rows = Rows.of(updates);
        boolean[] out = new boolean[rows.count];
        double[] scores = new double[rows.count];
        for (int iteration = 0; iteration < iterations; iteration++) {
            scores = scores(DrawnCoordinates.of(updates, coordinates, context.stream()));
            boolean[] stays = new boolean[rows.count];
            Arrays.stream(Rows.smallest(scores, rows.count - filtered())).forEach(i -> stays[i] = true);
            for (int i = 0; i < out.length; i++) {
                out[i] |= !stays[i];
            }
        }
        int[] good = IntStream.range(0, rows.count).filter(i -> !out[i]).toArray();
        double[] weights = rows.equalWeights(good);
        return new Result(rows.combined(weights), Verdict.onEach(updates, weights, scores), state);
    }

    private static double[] scores(Rows rows) {
        double[] equal = new double[rows.count];
        Arrays.fill(equal, 1.0 / rows.count);
        // (x_i - m) . v = sqrt(lambda) a_i for the eigenpair (lambda, a) of the products of the rows.
        EigenPair pair = EigenPair.largest(Scatter.products(rows.squaredDistances(), equal));
        return Arrays.stream(pair.vector()).map(a -> Math.max(0, pair.value()) * a * a).toArray();
    }

    private int filtered() {
        return (int) (filterFraction * f());
    }

    private int f() {
        return Objects.requireNonNull(byzantine, "byzantine of divide-and-conquer is not resolved yet");
    }

    @Override
    public Aggregator resolved(Cohort cohort) {
        return byzantine != null ? this : new DivideAndConquer(cohort.byzantine(), iterations, coordinates, filterFraction);
    }

    @Override
    public Optional<String> infeasible(int n) {
        return n > filtered() ? Optional.empty()
                : Optional.of("divide-and-conquer needs more updates than it leaves out, filterFraction times byzantine = " + filtered());
    }
}
