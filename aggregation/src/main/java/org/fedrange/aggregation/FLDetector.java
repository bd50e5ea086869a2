package org.fedrange.aggregation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out nodes whose updates do not follow from their earlier ones: as the model moves, an honest update changes the way all do.
 *
 * <pre>
 * x'_i = x_i of its last round r + H (w - w_r),   H by {@link Curvature} over the last {@code window} rounds;   d_i = ||x_i - x'_i|| / sum_j ||x_j - x'_j||
 * s_i = mean of the node's last {@code window} d_i;   where the s_i fall into two groups, by {@link OutlyingScores}, the upper is left out
 * </pre>
 *
 * <p>Example: if the model did not move, the update is expected to be what it was; four nodes that come within 0.1 of it and one that comes
 * within 2 have d = 0.1/2.4 and 2/2.4: two groups, and the one is left out.
 *
 * <p>Nothing is left out before {@code window} steps of the model are known, nor a node before it has been heard twice; of a node that was away
 * the last update is moved along all the way the model went since. At most {@code byzantine} updates are left out in a round, those with the
 * highest s_i, so that it is known what the rule gets; a node left out is measured on. The mean of the updates that stay stands for the paper's
 * aggregate. The verdict's score on one left out is s_i. The paper stops at the first detection and trains anew without the detected; with
 * {@code exclusion} they are not invited any more.
 *
 * <p>Source: Zhang, Cao, Jia, Gong, "FLDetector: Defending Federated Learning Against Model Poisoning Attacks via Detecting Malicious Clients",
 * 2022, algorithms 1 and 2.
 */
public record FLDetector(
        @Parameter(value = "most updates left out in a round", unit = "updates", min = 0, derived = "the experiment's declared number")
                @Nullable Integer byzantine,
        @Parameter(value = "rounds looked back", unit = "rounds", min = 1, max = 100, byDefault = "10") int window)
        implements Stage {
    public FLDetector {
        Parameters.check(FLDetector.class, byzantine, window);
    }

    /** A node's last update, the round it was for, and its last distances from what was expected. */
    public record Past(ParameterVector update, int round, List<Double> distances) {
        public Past {
            distances = List.copyOf(distances);
        }
    }

    /** What is remembered: of each node, of the model in each round that a node was last heard in, of the last steps, and of the last mean. */
    record Memory(SortedMap<NodeId, Past> pasts, SortedMap<Integer, ParameterVector> models, List<Curvature.Pair> steps, @Nullable Reference mean)
            implements State {
        Memory {
            pasts = Collections.unmodifiableSortedMap(new TreeMap<>(pasts));
            models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
            steps = List.copyOf(steps);
        }
    }

    /** The mean of the updates that stayed in a round, and the model they answered. */
    record Reference(ParameterVector update, ParameterVector model) {}

    @Override
    public Visibility visibility() {
        return Visibility.EACH_UPDATE;
    }

    /** Each node's last update and the model it answered, both parts of each step and of the last mean. */
    @Override
    public long remembered(long nodes) {
        return 2 * nodes + 2L * window + 2;
    }

    @Override
    public Result apply(Context context, State state, List<Update> updates) {
        requireFeasible(updates.size());
        Memory before = state instanceof Memory memory ? memory : new Memory(new TreeMap<>(), new TreeMap<>(), List.of(), null);
        SortedMap<NodeId, Past> pasts = pasts(context, before, updates);
        List<Update> known = updates.stream().filter(update -> !past(pasts, update).distances().isEmpty()).toList();
        double[] scores = known.stream()
                .mapToDouble(update -> past(pasts, update).distances().stream().mapToDouble(Double::doubleValue).average().orElseThrow()).toArray();
        int[] out = before.steps().size() < window ? new int[0] : OutlyingScores.of(scores, context.stream());
        List<Verdict> refused = Arrays.stream(out).limit(f()).sorted()
                .mapToObj(i -> new Verdict(known.get(i).node(), false, 0, scores[i])).toList();
        List<Update> stay = updates.stream().filter(update -> refused.stream().noneMatch(verdict -> verdict.node().equals(update.node()))).toList();
        return Result.without(refused, stay, remembered(context, before, pasts, stay));
    }

    private static Past past(SortedMap<NodeId, Past> pasts, Update update) {
        return Objects.requireNonNull(pasts.get(update.node()));
    }

    /** What is known of each node with this round's update. */
    private SortedMap<NodeId, Past> pasts(Context context, Memory before, List<Update> updates) {
        Curvature curvature = new Curvature(before.steps());
        SortedMap<Integer, double[]> moves = new TreeMap<>();
        double[] errors = new double[updates.size()];
        for (int i = 0; i < errors.length; i++) {
            Past past = before.pasts().get(updates.get(i).node());
            errors[i] = past == null ? Double.NaN : error(updates.get(i).change(), past.update(), moves.computeIfAbsent(
                    past.round(), round -> curvature.times(context.model().minus(Objects.requireNonNull(before.models().get(round))))));
        }
        double all = Arrays.stream(errors).filter(error -> !Double.isNaN(error)).sum();
        SortedMap<NodeId, Past> pasts = new TreeMap<>(before.pasts());
        for (int i = 0; i < errors.length; i++) {
            Update update = updates.get(i);
            Past past = before.pasts().get(update.node());
            List<Double> distances = new ArrayList<>(past == null ? List.of() : past.distances());
            if (past != null) {
                distances.add(all > 0 ? errors[i] / all : 0);
            }
            pasts.put(update.node(), new Past(
                    update.change(), context.round(), distances.subList(Math.max(0, distances.size() - window), distances.size())));
        }
        return pasts;
    }

    private static double error(ParameterVector update, ParameterVector last, double[] move) {
        double sum = 0;
        for (int k = 0; k < move.length; k++) {
            double error = update.get(k) - last.get(k) - move[k];
            sum += error * error;
        }
        return Math.sqrt(sum);
    }

    private Memory remembered(Context context, Memory before, SortedMap<NodeId, Past> pasts, List<Update> stay) {
        Rows rows = Rows.of(stay);
        Reference mean = new Reference(rows.combined(rows.equalWeights(IntStream.range(0, rows.count).toArray())), context.model());
        List<Curvature.Pair> steps = new ArrayList<>(before.steps());
        if (before.mean() != null) {
            steps.add(new Curvature.Pair(mean.model().minus(before.mean().model()), mean.update().minus(before.mean().update())));
        }
        SortedMap<Integer, ParameterVector> models = new TreeMap<>(before.models());
        models.put(context.round(), context.model());
        models.keySet().retainAll(pasts.values().stream().map(Past::round).toList());
        return new Memory(pasts, models, steps.subList(Math.max(0, steps.size() - window), steps.size()), mean);
    }

    private int f() {
        return Objects.requireNonNull(byzantine, "byzantine of fldetector is not resolved yet");
    }

    @Override
    public FLDetector resolved(Cohort cohort) {
        return byzantine != null ? this : new FLDetector(cohort.byzantine(), window);
    }

    @Override
    public Optional<String> infeasible(int n) {
        return n > f() ? Optional.empty() : Optional.of("fldetector needs at least byzantine + 1 = " + (f() + 1) + " updates");
    }

    @Override
    public int outgoing(int n) {
        return n - f();
    }
}
