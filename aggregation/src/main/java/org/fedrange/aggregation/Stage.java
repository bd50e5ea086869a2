package org.fedrange.aggregation;

import java.util.List;
import java.util.Optional;

/** A step of the coordinator before the rule: turns the updates of a round into as many or fewer others. A pure function. */
public sealed interface Stage permits Clipping, NearestNeighborMixing, CustomStage {

    /** Transforms the updates; the parameters mean what they mean in {@link Aggregator#aggregate}. */
    Result apply(Context context, State state, List<Update> updates);

    /** What the stage needs to see. */
    default Visibility visibility() {
        return Visibility.EACH_UPDATE;
    }

    /** The same stage with every absent parameter filled in from the cohort. */
    default Stage resolved(Cohort cohort) {
        return this;
    }

    /** Why the stage cannot work on {@code n} updates; empty where it can. */
    default Optional<String> infeasible(int n) {
        return Optional.empty();
    }

    /** Refuses a number of updates the stage cannot work on. */
    default void requireFeasible(int n) {
        infeasible(n).ifPresent(reason -> {
            throw new IllegalArgumentException(reason + ", got " + n);
        });
    }

    /** What came out: the updates for the next stage and the state for the next round. */
    record Result(List<Update> updates, State state) {}
}
