package org.fedrange.simulator.federation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.aggregation.Aggregator;
import org.fedrange.aggregation.Chain;
import org.fedrange.aggregation.Context;
import org.fedrange.aggregation.Update;
import org.fedrange.aggregation.Verdict;
import org.fedrange.defenses.Defense;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Streams;
import org.fedrange.learning.training.Training;
import org.fedrange.simulator.round.Message;
import org.fedrange.simulator.round.Protocol;

/**
 * Aggregation of updates in the clear: one exchange, in which the model goes out and updates come back; then stages, rule,
 * defenses on the aggregate in reverse, the server's step, and defenses on the model in reverse.
 *
 * @param chain stages and rule
 * @param defenses the experiment's defenses, of which the coordinator's hooks run here
 * @param training how the aggregate changes the model
 * @param streams the run's streams
 */
public record PlainAggregation(Chain chain, List<Defense> defenses, Training training, Streams streams)
        implements Protocol<Global> {

    /** The coordinator's state before the first round. */
    public Global begin(ParameterVector initial) {
        return new Global(initial, chain.fresh());
    }

    @Override
    public int exchanges() {
        return 1;
    }

    @Override
    public Message question(Global state, int round, int exchange, NodeId node) {
        return new ModelSent(state.model());
    }

    @Override
    public Optional<String> objection(Global state, int round, int exchange, NodeId node, Message answer) {
        if (!(answer instanceof UpdateSent(Update update))) {
            return Optional.of("not an update but a " + answer.type());
        }
        if (!update.node().equals(node) || update.round() != round) {
            return Optional.of("the update of " + update.node() + " in round " + update.round());
        }
        for (ParameterVector vector : update.payload().values()) {
            if (vector.size() != state.model().size()) {
                return Optional.of(vector.size() + " coordinates instead of " + state.model().size());
            }
            if (!vector.isFinite()) {
                return Optional.of("not a finite number");
            }
        }
        return Optional.empty();
    }

    @Override
    public Conclusion<Global> conclude(Global state, int round, int exchange, SortedMap<NodeId, Message> answers) {
        List<Update> updates = new ArrayList<>();
        answers.values().forEach(answer -> updates.add(((UpdateSent) answer).update()));
        Optional<String> infeasible = chain.infeasible(updates.size());
        if (infeasible.isPresent()) {
            return new Conclusion.Infeasible<>(infeasible.get());
        }
        Aggregator.Result result = chain.apply(context(state, round, "rule"), state.memory(), updates);
        ParameterVector aggregate = result.vector();
        for (Defense defense : defenses.reversed()) {
            aggregate = defense.onAggregate(context(state, round, "defense"), aggregate, updates.size()).result();
        }
        ParameterVector model = training.apply(state.model(), aggregate);
        for (Defense defense : defenses.reversed()) {
            model = defense.onModel(context(state, round, "defense model"), model).result();
        }
        SortedMap<NodeId, Verdict> verdicts = new TreeMap<>();
        result.verdicts().forEach(verdict -> verdicts.put(verdict.node(), verdict));
        return new Conclusion.Release<>(new Global(model, (Chain.Memory) result.state()), verdicts);
    }

    private Context context(Global state, int round, String purpose) {
        return new Context(round, state.model(), streams.of(purpose, round, 0));
    }

    @Override
    public String released(Global state) {
        return state.model().digest();
    }
}
