package org.fedrange.aggregation;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out updates that point against the way the federation went in earlier rounds.
 *
 * <pre>
 * h = memory h + (1 - memory) mean of x_i / ||x_i|| over the updates that stayed, 0 before the first round;   s_i = cos(x_i, h)
 * left out: s_i &lt; threshold, the lowest first, at most {@code byzantine} of them
 * </pre>
 *
 * <p>Example: after a round of (1, 0), (2, 0), (-5, 0), of which each counts as one, h = 0.1 (1/3, 0); in the next (3, 1) has the cosine 0.95 and
 * stays, (-5, 0) has -1 and is left out.
 *
 * <p>In the first round nothing is left out. Updates count by direction, not length, so that few long ones do not turn h; a majority of turned
 * ones does. At most as many as are declared Byzantine are left out, so that it is known what the rule gets. The verdict's score on one left out
 * is s_i.
 *
 * <p>Source: Han, Buyukates, Hu, Jin, Jin, Sun, Wang, Wu, Xie, Yao, Zhang, Zhang, Zhang, Joe-Wong, Avestimehr, He, "FedSecurity", 2023, cross-round
 * check, which compares with the last round alone and with each node's own last update, and so passes a node that always turns its update round.
 */
public record SignFlipDetection(
        @Parameter(value = "most updates left out in a round", unit = "updates", min = 0, derived = "the experiment's declared number")
                @Nullable Integer byzantine,
        @Parameter(value = "cosine below which an update is left out", min = -1, max = 1, byDefault = "0") double threshold,
        @Parameter(value = "share of the old direction kept in each round", min = 0, below = 1, byDefault = "0.9") double memory)
        implements Stage {
    public SignFlipDetection {
        Parameters.check(SignFlipDetection.class, byzantine, threshold, memory);
    }

    /** The way the federation went. */
    record Way(ParameterVector direction) implements State {}

    @Override
    public long remembered(long nodes) {
        return 1;
    }

    @Override
    public Result apply(Context context, State state, List<Update> updates) {
        requireFeasible(updates.size());
        Rows rows = Rows.of(updates);
        double[] norms = updates.stream().mapToDouble(update -> update.change().norm()).toArray();
        ParameterVector way = state instanceof Way(ParameterVector direction) ? direction : updates.getFirst().change().scaled(0);
        double[] cosines = Cosines.with(way, rows, norms);
        // A row or a way of zeros points nowhere: nothing is said against it.
        boolean known = way.norm() > 0;
        int[] lowest = Arrays.stream(Rows.smallest(cosines, f())).filter(i -> known && norms[i] > 0 && cosines[i] < threshold).toArray();
        List<Verdict> refused = Arrays.stream(lowest).mapToObj(i -> new Verdict(updates.get(i).node(), false, 0, cosines[i])).toList();
        int[] stay = IntStream.range(0, updates.size()).filter(i -> Arrays.binarySearch(lowest, i) < 0).toArray();
        double[] weights = rows.equalWeights(stay);
        Arrays.setAll(weights, i -> norms[i] > 0 ? weights[i] / norms[i] : 0);
        Way next = new Way(way.combined(memory, 1 - memory, rows.combined(weights)));
        return Result.without(refused, Arrays.stream(stay).mapToObj(updates::get).toList(), next);
    }

    private int f() {
        return Objects.requireNonNull(byzantine, "byzantine of sign-flip-detection is not resolved yet");
    }

    @Override
    public SignFlipDetection resolved(Cohort cohort) {
        return byzantine != null ? this : new SignFlipDetection(cohort.byzantine(), threshold, memory);
    }

    @Override
    public Optional<String> infeasible(int n) {
        return n > f() ? Optional.empty() : Optional.of("sign-flip-detection needs at least byzantine + 1 = " + (f() + 1) + " updates");
    }

    @Override
    public int outgoing(int n) {
        return n - f();
    }
}
