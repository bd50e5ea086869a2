package org.fedrange.aggregation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    /** Applies stages and rule; the result's state is the next round's {@link Memory}. */
    public Aggregator.Result apply(Context context, Memory memory, List<Update> updates) {
        List<Update> current = updates;
        List<State> states = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            Stage.Result result = stages.get(i).apply(context, memory.stages().get(i), current);
            current = result.updates();
            states.add(result.state());
        }
        Aggregator.Result result = rule.aggregate(context, memory.rule(), current);
        return new Aggregator.Result(result.vector(), result.verdicts(), new Memory(states, result.state()));
    }

    /** Why the chain cannot work on {@code n} updates; empty where it can. */
    public Optional<String> infeasible(int n) {
        return stages.stream()
                .map(stage -> stage.infeasible(n))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> rule.infeasible(n));
    }
}
