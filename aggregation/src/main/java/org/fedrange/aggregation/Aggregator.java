package org.fedrange.aggregation;

import java.util.List;
import java.util.Optional;
import org.fedrange.learning.ParameterVector;

/**
 * Turns the updates of a round, in node order, into one vector and a verdict on each: a pure function. The record holds
 * parameters only; what a rule remembers is its {@link State}.
 */
public sealed interface Aggregator
        permits Bulyan, CenteredClipping, ClippedClustering, CovarianceFilter, DivideAndConquer, FLTrust, Flame, FoolsGold, GeometricMedian, Krum, Mean, Meamed,
                Median, MinimumDiameter, Monna, MultiKrum, RobustLearningRate, SignGuard, SignMajority, SmallestEigenvalue, TrimmedMean,
                CustomAggregator {

    /**
     * Combines the updates.
     *
     * @param state what {@link Result#state} was in the round before; {@link State#NONE} in the first
     * @param updates at least one, in node order, all finite and of one size
     * @throws IllegalArgumentException where {@link #infeasible} gives a reason for this number of updates
     */
    Result aggregate(Context context, State state, List<Update> updates);

    /** What the rule needs to see. */
    default Visibility visibility() {
        return Visibility.GROUP_SUMS;
    }

    /** Whether it weights updates by the numbers of examples behind them. */
    default boolean weighted() {
        return false;
    }

    /** The same rule with every absent parameter filled in from the cohort. */
    default Aggregator resolved(Cohort cohort) {
        return this;
    }

    /** How many examples of its own the coordinator must train on for {@link Context#root}; 0 for a rule that does not ask for it. */
    default int rootExamples() {
        return 0;
    }

    /** How many vectors of the model's size the rule remembers between rounds, at the most, in a federation of so many nodes. */
    default long remembered(long nodes) {
        return 0;
    }

    /** Why the rule's bound does not hold for {@code n} updates, in one clause such as {@code krum needs ...}; empty where it holds. */
    default Optional<String> infeasible(int n) {
        return Optional.empty();
    }

    /** The bound of rules that bear any minority: fewer than half of the updates may be Byzantine. */
    static Optional<String> majority(String rule, int byzantine, int n) {
        long needed = 2L * byzantine + 1;
        return n >= needed ? Optional.empty() : Optional.of(rule + " needs at least 2 byzantine + 1 = " + needed + " updates");
    }

    /** Refuses a number of updates the rule cannot work on. */
    default void requireFeasible(int n) {
        infeasible(n).ifPresent(reason -> {
            throw new IllegalArgumentException(reason + ", got " + n);
        });
    }

    /** What came out: the aggregate, a verdict per update in the same order, and the state for the next round. */
    record Result(ParameterVector vector, List<Verdict> verdicts, State state) {}
}
