package org.fedrange.aggregation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.fedrange.learning.NodeId;

/**
 * What the coordinator does with the updates of a round: stages in order, then the rule.
 *
 * @param stages steps before the rule, possibly none
 * @param rule the rule
 */
public record Chain(List<Stage> stages, Aggregator rule) {
    public Chain {
        stages = List.copyOf(stages);
    }

    /** The chain's memory: one state per stage, then the rule's. */
    public record Memory(List<State> stages, State rule) implements State {
        public Memory {
            stages = List.copyOf(stages);
        }
    }

    /** The memory before the first round. */
    public Memory fresh() {
        return new Memory(stages.stream().map(stage -> State.NONE).toList(), State.NONE);
    }

    /** How many vectors of the model's size stages and rule remember between rounds, at the most, in a federation of so many nodes. */
    public long remembered(long nodes) {
        return stages.stream().mapToLong(stage -> stage.remembered(nodes)).sum() + rule.remembered(nodes);
    }

    /** A mean to which {@link #take} adds updates of so many numbers as they come; empty where stages or rule need all at once. */
    public Optional<RunningMean> running(int size) {
        return rule instanceof Mean mean && stages.stream().allMatch(Stage::single) ? Optional.of(RunningMean.of(mean, size)) : Optional.empty();
    }

    /** The running mean with more updates, in node order, once they have been through the stages. */
    public RunningMean take(Context context, RunningMean running, List<Update> updates) {
        List<Update> current = updates;
        for (Stage stage : stages) {
            current = stage.apply(context, State.NONE, current).updates();
        }
        return running.plus(current);
    }

    /** Applies stages and rule; the result's state is the next round's {@link Memory}. */
    public Aggregator.Result apply(Context context, Memory memory, List<Update> updates) {
        List<Update> current = updates;
        List<State> states = new ArrayList<>();
        Map<NodeId, List<NodeId>> behind = new HashMap<>();
        List<Verdict> refused = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            Stage.Result result = stages.get(i).apply(context, memory.stages().get(i), current);
            states.add(result.state());
            result.refused().forEach(verdict -> refused.addAll(verdict.shared(behind).toList()));
            if (result.updates().size() + result.refused().size() < current.size()) {
                merge(result, behind);
            }
            current = result.updates();
        }
        Aggregator.Result result = rule.aggregate(context, memory.rule(), current);
        List<Verdict> verdicts = behind.isEmpty() && refused.isEmpty()
                ? result.verdicts()
                : Stream.concat(refused.stream(), result.verdicts().stream().flatMap(verdict -> verdict.shared(behind)))
                        .sorted(Comparator.comparing(Verdict::node)).toList();
        return new Aggregator.Result(result.vector(), verdicts, new Memory(states, result.state()));
    }

    /** Follows the nodes through a stage that puts several updates into one; who is not listed stands for itself. */
    private static void merge(Stage.Result result, Map<NodeId, List<NodeId>> behind) {
        Map<NodeId, List<NodeId>> before = new HashMap<>(behind);
        for (int i = 0; i < result.updates().size(); i++) {
            behind.put(result.updates().get(i).node(), result.behind().get(i).stream()
                    .flatMap(node -> before.getOrDefault(node, List.of(node)).stream()).toList());
        }
    }

    /**
     * As {@link #apply}, for updates that nobody has looked at: over the finite ones, with the number of Byzantine nodes as
     * declared. The others get the verdict not kept, with weight 0.
     *
     * @throws IllegalArgumentException naming the updates that are not finite, where too few others are left
     */
    public Aggregator.Result applyToFinite(Context context, Memory memory, List<Update> updates) {
        List<Update> finite = updates.stream().filter(Update::isFinite).toList();
        List<NodeId> refused = updates.stream().filter(update -> !update.isFinite()).map(Update::node).toList();
        if (!refused.isEmpty()) {
            infeasible(finite.size()).ifPresent(reason -> {
                throw new IllegalArgumentException(
                        "not finite: " + refused + "; " + finite.size() + " other updates are left, but " + reason);
            });
        }
        Aggregator.Result result = apply(context, memory, finite);
        List<Verdict> verdicts = new ArrayList<>(result.verdicts());
        refused.forEach(node -> verdicts.add(new Verdict(node, false, 0, Double.NaN)));
        verdicts.sort(Comparator.comparing(Verdict::node));
        return new Aggregator.Result(result.vector(), List.copyOf(verdicts), result.state());
    }

    /** Why the chain cannot work on {@code n} updates; empty where it can. */
    public Optional<String> infeasible(int n) {
        int left = n;
        for (Stage stage : stages) {
            Optional<String> reason = stage.infeasible(left);
            if (reason.isPresent()) {
                return reason;
            }
            left = stage.outgoing(left);
        }
        int arriving = left;
        return rule.infeasible(left).map(reason -> arriving == n ? reason : reason + "; of " + n + " the stages leave " + arriving);
    }
}
