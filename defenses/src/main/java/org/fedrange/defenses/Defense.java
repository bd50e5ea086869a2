package org.fedrange.defenses;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.fedrange.aggregation.Cohort;
import org.fedrange.aggregation.Context;
import org.fedrange.aggregation.State;
import org.fedrange.aggregation.Update;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Kind;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.model.Network;

/**
 * A safeguard with pure hooks along the path of an update, each doing nothing unless overridden. {@link #onUpdate} runs at
 * the hospital and so binds honest nodes only; the others run at the coordinator: on what comes in, aggregate and model, in reverse order of
 * declaration, and on what is done when a round or all rounds are over, in order.
 */
public sealed interface Defense permits CentralDp, Crfl, DistributedDp, Exclusion, FineTuning, LocalDp, Pruning, UpdateClipping, WeakDp, CustomDefense {

    /** At an honest hospital, before its update is sent. */
    default Outcome<Update> onUpdate(Context context, Update update) {
        return new Outcome<>(update, new TreeMap<>());
    }

    /**
     * At the coordinator, on what arrived, before stages and rule, in order.
     *
     * @param state what {@link Received#state} was in the round before; {@link State#NONE} in the first
     */
    default Received onUpdates(Context context, State state, List<Update> updates) {
        return new Received(updates, state, new TreeMap<>());
    }

    /**
     * At the coordinator, on the rule's result.
     *
     * @param state what {@link Received#state} is in this round
     */
    default Outcome<ParameterVector> onAggregate(Context context, State state, ParameterVector aggregate, int updates) {
        return new Outcome<>(aggregate, new TreeMap<>());
    }

    /** At the coordinator, on the new global model, after the server optimiser. */
    default Outcome<ParameterVector> onModel(Context context, ParameterVector model) {
        return new Outcome<>(model, new TreeMap<>());
    }

    /**
     * At the coordinator, when a round is over: which nodes it invites no more.
     *
     * @param state what {@link Exclusions#state} was after the round before; {@link State#NONE} after the first
     * @param kept for each node of which something can be said: false where checks or rule refused what it sent
     */
    default Exclusions onVerdicts(State state, SortedMap<NodeId, Boolean> kept) {
        return new Exclusions(state, new TreeMap<>());
    }

    /** At the coordinator, on the model of the last round; empty for a defense that has nothing to do then. */
    default Optional<Outcome<FloatVector>> onFinalModel(Finish finish, FloatVector model) {
        return Optional.empty();
    }

    /** Whether {@link #onPrediction} takes the place of the last model's own class probabilities. */
    default boolean predicts() {
        return false;
    }

    /** Wherever the model of the last round is used: what is told in place of its own class probabilities. */
    default Prediction onPrediction(Network network, FloatVector model, Examples examples, RandomGenerator stream) {
        return new Prediction(network.probabilities(model, examples), new TreeMap<>());
    }

    /** How many examples of its own the coordinator must have for {@link #onFinalModel}; 0 where it needs none. */
    default int rootExamples() {
        return 0;
    }

    /** The most nodes that {@link #onVerdicts} may shut out; the rule must work without them. */
    default int mostExcluded() {
        return 0;
    }

    /** Why the defense can do nothing for this network; empty where it can. */
    default Optional<String> unsuited(Network network) {
        return Optional.empty();
    }

    /** Whether it works on the sum of all updates, whose every part must be known, so that only the unweighted mean will do, and releases one in every round. */
    default boolean sums() {
        return false;
    }

    /** Whether {@link #onUpdates} has to see all that arrived at once; only without such a defense can a mean take updates in as they come. */
    default boolean gathers() {
        return sums() || this instanceof CustomDefense;
    }

    /**
     * The same defense with noise that keeps its promise.
     *
     * @throws IllegalArgumentException where it cannot be kept, with what would help
     */
    default Defense calibrated(Attendance attendance) {
        return this;
    }

    /** What a calibrated defense promises of privacy; empty for one that promises nothing. */
    default Optional<Guarantee> guarantee(Attendance attendance) {
        return Optional.empty();
    }

    /** The same defense with every absent parameter filled in from the cohort and the number of rounds. */
    default Defense resolved(Cohort cohort, int rounds) {
        return this;
    }

    /** What a defense goes by in measurements: its kind, with its place among those of the same kind from the second on. */
    static String name(List<Defense> defenses, int index) {
        Class<?> type = defenses.get(index).getClass();
        long before = defenses.subList(0, index).stream().filter(type::isInstance).count();
        return Kind.of(type) + (before == 0 ? "" : " " + (before + 1));
    }

    /** A hook's result and what it measured, by name, such as the norm before clipping. */
    record Outcome<T>(T result, SortedMap<String, Double> measurements) {
        /** What was measured, with the defense's name in front. */
        public SortedMap<String, Double> named(String defense) {
            SortedMap<String, Double> named = new TreeMap<>();
            measurements.forEach((name, value) -> named.put(defense + "." + name, value));
            return named;
        }
    }

    /** Updates as stages and rule see them, what to remember, and what was measured, by name. */
    record Received(List<Update> updates, State state, SortedMap<String, Double> measurements) {
        public Received {
            updates = List.copyOf(updates);
        }
    }

    /** Class probabilities, example by example, and for each example what was measured, by name. */
    record Prediction(float[] probabilities, SortedMap<String, double[]> measurements) {}

    /** Nodes that are not invited any more from now on, each with the reason, and what to remember. */
    record Exclusions(State state, SortedMap<NodeId, String> excluded) {}

    /** What the coordinator has for its last work: the network, its own examples, a stream for this defense. */
    record Finish(Network network, Examples root, RandomGenerator stream) {}
}
