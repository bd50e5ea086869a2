package org.fedrange.simulator.federation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.fedrange.aggregation.Aggregator;
import org.fedrange.aggregation.Chain;
import org.fedrange.aggregation.Context;
import org.fedrange.aggregation.RunningMean;
import org.fedrange.aggregation.State;
import org.fedrange.aggregation.Update;
import org.fedrange.aggregation.Verdict;
import org.fedrange.defenses.Defense;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Streams;
import org.fedrange.learning.optimizer.ServerOptimizer;
import org.fedrange.learning.training.Training;
import org.fedrange.simulator.Promises;
import org.fedrange.simulator.round.Decision;
import org.fedrange.simulator.round.Message;
import org.fedrange.simulator.round.NodeReport;
import org.fedrange.simulator.round.Protocol;
import org.fedrange.simulator.round.Refused;

/**
 * Aggregation of updates in the clear: one exchange, in which the model goes out and updates come back; then stages, rule,
 * defenses on the aggregate in reverse, the server's step, and defenses on the model in reverse. After the last round defenses
 * finish the model, in order.
 *
 * @param chain stages and rule
 * @param defenses the experiment's defenses, of which the coordinator's hooks run here
 * @param server how the aggregate changes the model
 * @param root the coordinator's own examples; empty where neither rule nor defenses need them
 * @param rounds number of rounds
 * @param promises what defenses promise of privacy
 * @param layers how many of the model's parameters belong to each layer, in order
 * @param inquiry what a coordinator does that wants to know more
 * @param streams the run's streams
 */
public record PlainAggregation(
        Chain chain, List<Defense> defenses, ServerStep server, Optional<RootData> root, int rounds, Promises promises, List<Integer> layers, Inquiry inquiry, Streams streams)
        implements Protocol<Global> {
    /** Without an observer. */
    public PlainAggregation(
            Chain chain, List<Defense> defenses, ServerStep server, Optional<RootData> root, int rounds, Promises promises, List<Integer> layers, Streams streams) {
        this(chain, defenses, server, root, rounds, promises, layers, Inquiry.NONE, streams);
    }

    /** The coordinator's state before the first round. */
    public Global begin(ParameterVector initial) {
        return new Global(
                initial, Optional.empty(), chain.fresh(), server.fresh(initial, chain), teacher().map(RootData::fresh), defenses.stream().map(defense -> State.NONE).toList(),
                new TreeSet<>(), Optional.empty(), Optional.empty());
    }

    /** The root data, where the rule asks what training on it would send. */
    private Optional<RootData> teacher() {
        return root.filter(data -> chain.rule().rootExamples() > 0);
    }

    @Override
    public boolean releasesAlways() {
        return defenses.stream().anyMatch(Defense::sums);
    }

    @Override
    public int exchanges() {
        return 1;
    }

    @Override
    public Global open(Global released, int round, List<NodeId> cohort) {
        Global sending = sending(released, round);
        // What goes along with the change is combined from all updates, and some defenses look at all.
        boolean all = inquiry.watched().contains(round) || !released.server().along().isEmpty() || defenses.stream().anyMatch(Defense::gathers);
        return all ? sending : sending.taking(chain.running(released.model().size()));
    }

    /** With what goes out in a round. */
    Global sending(Global released, int round) {
        return released.sending(inquiry.crafted(round, released.model()));
    }

    @Override
    public boolean takes(Global state) {
        return state.running().isPresent();
    }

    @Override
    public Global take(Global state, int round, int exchange, SortedMap<NodeId, Message> answers) {
        List<Update> updates = updates(answers);
        return updates.isEmpty() ? state : state.taking(state.running().map(mean -> chain.take(context(state, round, "rule"), mean, updates)));
    }

    private static List<Update> updates(SortedMap<NodeId, Message> answers) {
        return answers.values().stream().map(answer -> ((UpdateSent) answer).update()).toList();
    }

    @Override
    public Message question(Global state, int round, int exchange, NodeId node) {
        return new ModelSent(state.sent(), state.server().along());
    }

    @Override
    public Optional<String> objection(Global state, int round, int exchange, NodeId node, Message answer) {
        if (!(answer instanceof UpdateSent sent)) {
            return Optional.of("not an update but a " + answer.type());
        }
        Update update = sent.update();
        if (!update.node().equals(node) || update.round() != round) {
            return Optional.of("the update of " + update.node() + " in round " + update.round());
        }
        if (update.payload().size() != state.server().along().size() + 1 || !update.payload().keySet().containsAll(state.server().along().keySet())) {
            return Optional.of("vectors named " + update.payload().keySet());
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
        if (state.running().isEmpty()) {
            List<Update> updates = updates(answers);
            return conclude(state, round, updates, updates.size());
        }
        Optional<String> infeasible = chain.infeasible(answers.size());
        if (infeasible.isPresent()) {
            return new Conclusion.Infeasible<>(infeasible.get());
        }
        RunningMean mean = state.running().get();
        Aggregator.Result result = new Aggregator.Result(mean.mean(state.model()), mean.verdicts(), state.memory());
        Combined combined = new Combined(result, Optional.empty(), List.of(), answers.size());
        return release(state, round, combined, state.watch(), new TreeMap<>());
    }

    /** What follows from updates in node order, or from the means of groups of so many {@code nodes} together. */
    Conclusion<Global> conclude(Global state, int round, List<Update> arrived, int nodes) {
        Optional<String> infeasible = chain.infeasible(arrived.size());
        if (infeasible.isPresent() && !releasesAlways()) {
            return new Conclusion.Infeasible<>(infeasible.get());
        }
        Optional<Training.Local> taught = teacher().map(data -> data.train(round, state.model(), state.root().orElseThrow()));
        Context context = context(state, round, "rule");
        SortedMap<String, Double> measured = new TreeMap<>();
        List<State> watch = new ArrayList<>();
        List<Update> updates = received(state, round, arrived, watch, measured);
        Aggregator.Result result = updates.isEmpty()
                ? new Aggregator.Result(state.model().scaled(0), List.of(), state.memory())
                : chain.apply(taught.map(local -> context.withRoot(local.change())).orElse(context), state.memory(), updates);
        return release(state, round, new Combined(result, taught, updates, nodes), watch, measured);
    }

    /** An aggregate of so many nodes, what training on the coordinator's own examples gave, and the updates, where they are still there. */
    private record Combined(Aggregator.Result result, Optional<Training.Local> taught, List<Update> updates, int nodes) {}

    /** What follows from an aggregate. */
    private Conclusion<Global> release(Global state, int round, Combined combined, List<State> watch, SortedMap<String, Double> measured) {
        Aggregator.Result result = combined.result();
        SortedMap<NodeId, Verdict> verdicts = new TreeMap<>();
        result.verdicts().forEach(verdict -> verdicts.put(verdict.node(), verdict));
        if (state.crafted().isPresent()) {
            // Answers to another model say nothing about this one: it is released as it was.
            return new Conclusion.Release<>(state.unchanged().watched(watch, state.excluded()), verdicts, measured);
        }
        Optional<Training.Local> taught = combined.taught();
        ParameterVector aggregate = result.vector();
        for (int i = defenses.size() - 1; i >= 0; i--) {
            aggregate = noted(i, defenses.get(i).onAggregate(guarding(state, round, "defense of aggregate " + i), watch.get(i), aggregate, combined.nodes()), measured);
        }
        ServerOptimizer.Step step = server.step(state.server(), state.model(), aggregate);
        ParameterVector model = step.model();
        for (int i = defenses.size() - 1; i >= 0; i--) {
            model = noted(i, defenses.get(i).onModel(guarding(state, round, "defense of model " + i), model), measured);
        }
        Server served = server.next(state.server(), chain, name -> alone(state, round, name, taught), combined.updates(), step.memory());
        Global next = state.released(model, (Chain.Memory) result.state(), served, taught.map(Training.Local::memory)).watched(watch, state.excluded());
        return new Conclusion.Release<>(next, verdicts, measured);
    }

    /** What arrived as defenses let stages and rule see it; what they remember goes to {@code watch}. */
    private List<Update> received(Global state, int round, List<Update> arrived, List<State> watch, SortedMap<String, Double> measured) {
        List<Update> updates = arrived;
        for (int i = 0; i < defenses.size(); i++) {
            Defense.Received its = defenses.get(i).onUpdates(guarding(state, round, "defense of updates " + i), state.watch().get(i), updates);
            watch.add(its.state());
            updates = noted(i, new Defense.Outcome<>(its.updates(), its.measurements()), measured);
        }
        return updates;
    }

    /** The context in which one of the vectors that go along with the change is combined. */
    private Context alone(Global state, int round, String name, Optional<Training.Local> taught) {
        Context context = context(state, round, "rule");
        return taught.map(local -> server.training().answer(state.server().along(), local.change(), local.examples()))
                .map(answer -> context.withRoot(Objects.requireNonNull(answer.get(name)))).orElse(context);
    }

    private <T> T noted(int defense, Defense.Outcome<T> outcome, SortedMap<String, Double> measured) {
        measured.putAll(outcome.named(Defense.name(defenses, defense)));
        return outcome.result();
    }

    private Context context(Global state, int round, String purpose) {
        return new Context(round, state.model(), layers, streams.of(purpose, round, 0));
    }

    /** For a defense, whose draws a promise of privacy may rest on. */
    private Context guarding(Global state, int round, String purpose) {
        return new Context(round, state.model(), layers, streams.secret(purpose, round, 0));
    }

    @Override
    public SortedSet<NodeId> excluded(Global state) {
        return state.excluded();
    }

    @Override
    public Settled<Global> settled(Global state, int round, List<NodeReport> nodes) {
        List<Decision> decisions = new ArrayList<>();
        Global watched = watched(state, nodes, decisions);
        state.crafted().filter(its -> inquiry.crafted().containsKey(round)).ifPresent(crafted -> decisions.add(
                new Decision("crafted-model-sent", "model", crafted.digest(), "in the place of the global model, which stays as it was")));
        if (promises.statedAfter(round)) {
            promises.all().forEach(promise -> decisions.add(new Decision("privacy-spent", "privacy", null, promise.spent(round))));
        }
        return new Settled<>(round == rounds ? finished(watched, decisions) : watched, decisions);
    }

    private Global watched(Global state, List<NodeReport> nodes, List<Decision> decisions) {
        SortedMap<NodeId, Boolean> kept = new TreeMap<>();
        for (NodeReport node : nodes) {
            // Whoever sits on a hospital's line must not be able to have the hospital shut out: what could be anybody's counts against nobody.
            boolean anybodys = node.answer() instanceof Refused;
            if (node.fate() == NodeReport.Fate.REFUSED && !anybodys) {
                kept.put(node.node(), false);
            } else {
                node.verdict().ifPresent(verdict -> kept.put(node.node(), verdict.kept()));
            }
        }
        List<State> states = new ArrayList<>();
        SortedSet<NodeId> excluded = new TreeSet<>(state.excluded());
        for (int i = 0; i < defenses.size(); i++) {
            Defense.Exclusions its = defenses.get(i).onVerdicts(state.watch().get(i), kept);
            states.add(its.state());
            its.excluded().forEach((node, reason) -> {
                if (excluded.add(node)) {
                    decisions.add(new Decision("node-excluded", "node", null, node.name() + ": " + reason));
                }
            });
        }
        return state.watched(states, excluded);
    }

    private Global finished(Global state, List<Decision> decisions) {
        if (root.isEmpty()) {
            return state;
        }
        FloatVector model = (FloatVector) state.model();
        for (int i = 0; i < defenses.size(); i++) {
            Defense.Finish finish = new Defense.Finish(root.get().work().network(), root.get().examples(), streams.of("defense of final model " + i));
            Optional<Defense.Outcome<FloatVector>> outcome = defenses.get(i).onFinalModel(finish, model);
            if (outcome.isPresent()) {
                model = outcome.get().result();
                decisions.add(new Decision("model-finished", "model", model.digest(), Defense.name(defenses, i) + " " + outcome.get().measurements()));
            }
        }
        return decisions.stream().anyMatch(decision -> decision.objectType().equals("model")) ? state.finished(model) : state;
    }

    @Override
    public String released(Global state) {
        return ModelSent.digest(state.model(), state.server().along());
    }
}
