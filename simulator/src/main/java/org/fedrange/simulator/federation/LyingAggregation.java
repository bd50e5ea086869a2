package org.fedrange.simulator.federation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.fedrange.aggregation.Update;
import org.fedrange.aggregation.Verdict;
import org.fedrange.aggregation.secure.Deceit;
import org.fedrange.aggregation.secure.Revealed;
import org.fedrange.aggregation.secure.SecureCoordinator;
import org.fedrange.attacks.CoordinatorAttack;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Kind;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Streams;
import org.fedrange.simulator.channel.Carrier.Direction;
import org.fedrange.simulator.round.Attempt;
import org.fedrange.simulator.round.Decision;
import org.fedrange.simulator.round.Message;
import org.fedrange.simulator.round.NodeReport;
import org.fedrange.simulator.round.Protocol;

/**
 * Secure aggregation by a coordinator who lies to learn one hospital's update: all of it is honest but what its attack says in another's place. What it found is
 * held against what the hospital sent, which stands beside the message and which the coordinator itself does not see.
 *
 * @param honest the protocol as it should be
 * @param attack what it does
 * @param accomplices the victim, and who colludes with the coordinator
 * @param pool in which rounds it attacks
 * @param silence how the others' model is changed; empty where all are sent the same
 * @param streams the run's streams
 */
public record LyingAggregation(MaskedAggregation honest, CoordinatorAttack attack, Accomplices accomplices, Pool pool, Optional<Silence> silence, Streams streams)
        implements Protocol<Lying> {
    /** The coordinator's state before the first round. */
    public Lying begin(MaskedAggregation.Summing begun) {
        return Lying.idle(begun);
    }

    private NodeId victim() {
        return accomplices.victim();
    }

    @Override
    public int exchanges() {
        return honest.exchanges();
    }

    @Override
    public String exchange(int exchange) {
        return honest.exchange(exchange);
    }

    @Override
    public Optional<String> impossible(Lying state, List<NodeId> cohort) {
        return honest.impossible(state.honest(), cohort);
    }

    @Override
    public SortedSet<NodeId> excluded(Lying state) {
        return honest.excluded(state.honest());
    }

    @Override
    public Lying open(Lying released, int round, List<NodeId> cohort) {
        boolean attacked = pool.attacks(victim(), round) && cohort.contains(victim());
        // What takes two rounds takes the same groups in both: it is the coordinator who draws them.
        int drawn = released.first().map(Lying.First::round).orElse(released.deceit().isPresent() ? round - 1 : round);
        List<List<NodeId>> groups = attacked ? accomplices.beside(honest.groups(drawn, cohort)) : honest.groups(drawn, cohort);
        SortedSet<NodeId> group = new TreeSet<>(groups.stream().filter(its -> its.contains(victim())).findFirst().orElse(List.of()));
        SortedSet<Integer> members = new TreeSet<>(group.stream().map(NodeId::index).toList());
        Optional<Deceit> deceit = !attacked ? Optional.empty() : released.deceit().or(
                () -> attack.deceit(victim().index(), members, streams.of("lying coordinator", round, victim().index())));
        return new Lying(honest.summing(released.honest(), round, groups), group, deceit, released.first(), wanted(released), Optional.empty());
    }

    /** Where an attack takes two rounds, the update that it wants is the one of the first. */
    private static Optional<Update> wanted(Lying released) {
        return released.first().isPresent() || released.deceit().isPresent() ? released.truth() : Optional.empty();
    }

    @Override
    public Message question(Lying state, int round, int exchange, NodeId node) {
        Message asked = honest.question(state.honest(), round, exchange, node);
        if (!state.group().contains(node)) {
            return asked;
        }
        if (silence.isPresent() && !node.equals(victim()) && pool.attacks(victim(), round)) {
            return silence.get().about(asked, (FloatVector) state.honest().global().model());
        }
        if (state.deceit().isEmpty()) {
            return asked;
        }
        SecureCoordinator sum = state.sum().orElseThrow().state();
        return switch (asked) {
            case Bytes(String type, byte[] content, var measured) -> new Bytes(type, state.deceit().get().told(sum, node.index(), content), measured);
            case ModelAndShares(var model, byte[] shares) -> new ModelAndShares(model, state.deceit().get().told(sum, node.index(), shares));
            default -> throw new IllegalStateException("no question of secure aggregation: " + asked);
        };
    }

    @Override
    public Optional<String> objection(Lying state, int round, int exchange, NodeId node, Message answer) {
        return honest.objection(state.honest(), round, exchange, node, answer);
    }

    @Override
    public Conclusion<Lying> conclude(Lying state, int round, int exchange, SortedMap<NodeId, Message> answers) {
        SortedMap<NodeId, Message> seen = new TreeMap<>(answers);
        Lying heard = exchange == MaskedAggregation.MASKED_INPUT ? masked(state, seen) : heard(state, seen);
        return switch (honest.conclude(state.honest(), round, exchange, seen)) {
            case Conclusion.Continue<MaskedAggregation.Summing>(var next, var stopped) -> new Conclusion.Continue<>(heard.with(next), stopped);
            case Conclusion.Missed<MaskedAggregation.Summing>(String reason) -> new Conclusion.Missed<>(reason);
            case Conclusion.Infeasible<MaskedAggregation.Summing>(String reason) -> new Conclusion.Infeasible<>(reason);
            case Conclusion.Release<MaskedAggregation.Summing>(var next, var verdicts, var measured) ->
                release(released(state, heard.with(next), round), verdicts, measured);
        };
    }

    /** What it found goes among the measurements. */
    private Conclusion<Lying> release(Lying state, SortedMap<NodeId, Verdict> verdicts, SortedMap<String, Double> measured) {
        SortedMap<String, Double> all = new TreeMap<>(measured);
        Recovery.error(state, silence).ifPresent(error -> all.put(Kind.of(attack.getClass()) + ".relativeError", error));
        return new Conclusion.Release<>(state, verdicts, all);
    }

    private Lying masked(Lying state, SortedMap<NodeId, Message> answers) {
        Message sent = answers.get(victim());
        if (state.first().isPresent()) {
            // The second sum over the same model: the victim's vector is as good as lost.
            answers.remove(victim());
            return state;
        }
        Lying next = sent == null || state.truth().isPresent() ? state : state.knowing(((MaskedSent) sent).update());
        if (state.deceit().isEmpty() || state.sum().isEmpty()) {
            return next;
        }
        SortedMap<Integer, int[]> words = new TreeMap<>();
        among(state, answers).forEach((node, answer) -> words.put(node.index(), ((MaskedSent) answer).words()));
        Deceit.Step step = state.deceit().get().masked((SecureCoordinator.Masking) state.sum().get().state(), words);
        answers.keySet().removeIf(node -> step.hidden().contains(node.index()));
        return found(next.with(step.next()));
    }

    private Lying heard(Lying state, SortedMap<NodeId, Message> answers) {
        if (state.deceit().isEmpty() || state.sum().isEmpty()) {
            return state;
        }
        SortedMap<Integer, byte[]> bytes = new TreeMap<>();
        among(state, answers).forEach((node, answer) -> bytes.put(node.index(), ((Bytes) answer).content()));
        Deceit deceit = state.deceit().get();
        SecureCoordinator sum = state.sum().get().state();
        if (sum instanceof SecureCoordinator.Revealing revealing) {
            SortedMap<Integer, Revealed> shares = new TreeMap<>();
            bytes.forEach((node, its) -> shares.put(node, Revealed.decoded(its)));
            return found(state.with(deceit.revealed(revealing, shares)));
        }
        Deceit.Step step = deceit.heard(sum, bytes);
        answers.keySet().removeIf(node -> step.hidden().contains(node.index()));
        answers.replaceAll((node, answer) -> step.replaced().containsKey(node.index()) ? replaced((Bytes) answer, step.replaced().get(node.index())) : answer);
        return state.with(step.next());
    }

    private static Message replaced(Bytes answer, byte[] by) {
        return new Bytes(answer.type(), by, answer.measured());
    }

    /** Answers from the victim's group. */
    private static SortedMap<NodeId, Message> among(Lying state, SortedMap<NodeId, Message> answers) {
        SortedMap<NodeId, Message> its = new TreeMap<>(answers);
        its.keySet().retainAll(state.group());
        return its;
    }

    private static Lying found(Lying state) {
        Optional<FloatVector> vector = state.deceit().flatMap(Deceit::found).map(words -> state.sum().orElseThrow().quantization().mean(words, 1));
        return new Lying(state.honest(), state.group(), state.deceit(), state.first(), state.truth(), vector);
    }

    /** What it keeps of a round at whose end it has a sum. */
    private Lying released(Lying before, Lying now, int round) {
        if (silence.isPresent() && pool.attacks(victim(), round)) {
            return now.having(now.total().flatMap(sum -> alone(sum, now)));
        }
        if (!attack.releasesTwice() || now.total().isEmpty()) {
            return now;
        }
        GroupSum total = now.total().get();
        if (now.first().isPresent()) {
            return now.having(difference(now.first().get().sum(), total));
        }
        if (!pool.attacks(victim(), round) || !total.nodes().contains(victim())) {
            return now;
        }
        // The same model once more.
        MaskedAggregation.Summing same = new MaskedAggregation.Summing(before.honest().global(), List.of(), now.honest().totals());
        return new Lying(same, now.group(), Optional.empty(), Optional.of(new Lying.First(round, total)), now.truth(), Optional.empty());
    }

    /** The sum where all other updates vanish. */
    private Optional<FloatVector> alone(GroupSum sum, Lying state) {
        double weight = state.truth().map(Update::examples).filter(its -> honest.weighted()).orElse(1);
        return sum.nodes().contains(victim()) ? Optional.of(sum.mean().scaled(sum.weight() / weight)) : Optional.empty();
    }

    private static Optional<FloatVector> difference(GroupSum one, GroupSum other) {
        double left = (double) one.weight() - other.weight();
        if (left <= 0) {
            return Optional.empty();
        }
        return Optional.of(one.mean().combined(one.weight() / left, -other.weight() / left, other.mean()));
    }

    @Override
    public Settled<Lying> settled(Lying state, int round, List<NodeReport> nodes) {
        Settled<MaskedAggregation.Summing> settled = honest.settled(state.honest(), round, nodes);
        Lying next = state.with(settled.state());
        boolean waits = state.first().filter(its -> its.round() == round).isPresent() || state.deceit().filter(its -> its.waits(round)).isPresent();
        // Where the round is lost, so is what was known of its groups; who was invited is in the reports.
        boolean invited = nodes.stream().anyMatch(node -> node.node().equals(victim()));
        if (!pool.attacks(victim(), round) || waits || !invited) {
            return new Settled<>(next, settled.decisions());
        }
        Recovery recovery = Recovery.of(attack, victim(), state, silence, nodes);
        List<Decision> decisions = new ArrayList<>(settled.decisions());
        decisions.add(new Decision(recovery.reason().isEmpty() ? "update-recovered" : "coordinator-stopped", "update", null, recovery.words()));
        return new Settled<>(Lying.idle(settled.state()), decisions,
                List.of(new Attempt(Kind.of(attack.getClass()), victim(), Direction.UP, recovery.reason())));
    }

    @Override
    public String released(Lying state) {
        return honest.released(state.honest());
    }
}
