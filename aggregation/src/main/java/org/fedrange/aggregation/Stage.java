package org.fedrange.aggregation;

import java.util.List;
import java.util.Optional;
import org.fedrange.learning.NodeId;

/** A step of the coordinator before the rule: turns the updates of a round into as many or fewer others. A pure function. */
public sealed interface Stage permits AdaptiveRobustClipping, Bucketing, Clipping, FLDetector, NearestNeighborMixing, SignFlipDetection, CustomStage {

    /** Transforms the updates; the parameters mean what they mean in {@link Aggregator#aggregate}. */
    Result apply(Context context, State state, List<Update> updates);

    /** What the stage needs to see. */
    default Visibility visibility() {
        return Visibility.GROUP_SUMS;
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

    /** How many updates come out when {@code n} go in, at the least. */
    default int outgoing(int n) {
        return n;
    }

    /** Whether what becomes of an update depends on that update alone, and nothing is remembered: such a stage can work on updates as they come. */
    default boolean single() {
        return false;
    }

    /** How many vectors of the model's size the stage remembers between rounds, at the most, in a federation of so many nodes. */
    default long remembered(long nodes) {
        return 0;
    }

    /**
     * What came out.
     *
     * @param updates for the next stage, in node order
     * @param state for the next round
     * @param behind for each update the nodes on whose behalf it stands; the verdict on it is a verdict on them
     * @param refused verdicts on updates that the stage left out
     */
    record Result(List<Update> updates, State state, List<List<NodeId>> behind, List<Verdict> refused) {
        public Result {
            updates = List.copyOf(updates);
            behind = List.copyOf(behind);
            refused = List.copyOf(refused);
        }

        /** Some updates are left out; each of the others stands for its own node. */
        static Result without(List<Verdict> refused, List<Update> stay, State state) {
            return new Result(stay, state, stay.stream().map(update -> List.of(update.node())).toList(), refused);
        }

        /** Updates stand for one or several nodes, and none is left out. */
        public Result(List<Update> updates, State state, List<List<NodeId>> behind) {
            this(updates, state, behind, List.of());
        }

        /** Each update stands for its own node. */
        public Result(List<Update> updates, State state) {
            this(updates, state, updates.stream().map(update -> List.of(update.node())).toList());
        }
    }
}
