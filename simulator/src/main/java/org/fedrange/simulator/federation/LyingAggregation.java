package org.fedrange.simulator.federation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.fedrange.aggregation.Update;
import org.fedrange.aggregation.Verdict;
import org.fedrange.aggregation.secure.Deceit;
import org.fedrange.aggregation.secure.Invitation;
import org.fedrange.aggregation.secure.Revealed;
import org.fedrange.aggregation.secure.SecureCoordinator;
import org.fedrange.aggregation.secure.Terms;
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
 * @param pool the victim, and in which rounds it is attacked
 * @param silence how the others' model is changed; empty where all are sent the same
 * @param streams the run's streams
 */
public record LyingAggregation(MaskedAggregation honest, CoordinatorAttack attack, Pool pool, Optional<Silence> silence, Streams streams)
        implements Protocol<LyingAggregation.Lying> {
    /** Above this relative error, what was found is not the update. */
    private static final double RECOVERED = 0.1;

    /**
     * What the coordinator knows.
     *
     * @param honest what it would know anyway
     * @param deceit its lie in the sum of this round; empty where it does not lie
     * @param first the sum over a model that it released twice, when it was asked first; empty before
     * @param truth what the victim sent, for the evidence alone
     * @param found what it takes for that, once it is found
     */
    public record Lying(
            MaskedAggregation.Summing honest, Optional<Deceit> deceit, Optional<First> first, Optional<Update> truth, Optional<FloatVector> found) {
        Lying with(MaskedAggregation.Summing next) {
            return new Lying(next, deceit, first, truth, found);
        }

        Lying with(Deceit next) {
            return new Lying(honest, Optional.of(next), first, truth, found);
        }

        @Override
        public String toString() {
            return honest.toString();
        }
    }

    /** The sum over a model that it released twice, and the round in which it was asked first. */
    record First(int round, GroupSum sum) {}

    /** The coordinator's state before the first round. */
    public Lying begin(MaskedAggregation.Summing begun) {
        return new Lying(begun, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private NodeId victim() {
        return pool.nodes().first();
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
        SortedSet<Integer> members = new TreeSet<>(cohort.stream().map(NodeId::index).toList());
        boolean attacked = pool.attacks(victim(), round) && cohort.contains(victim());
        Optional<Deceit> deceit = !attacked ? Optional.empty() : released.deceit().or(
                () -> attack.deceit(victim().index(), members, streams.of("lying coordinator", round, victim().index())));
        return new Lying(honest.open(released.honest(), round, cohort), deceit, released.first(), wanted(released), Optional.empty());
    }

    /** Where an attack takes two rounds, the update that it wants is the one of the first. */
    private static Optional<Update> wanted(Lying released) {
        return released.first().isPresent() || released.deceit().isPresent() ? released.truth() : Optional.empty();
    }

    @Override
    public Message question(Lying state, int round, int exchange, NodeId node) {
        Message asked = honest.question(state.honest(), round, exchange, node);
        if (silence.isPresent() && !node.equals(victim()) && pool.attacks(victim(), round)) {
            return other(asked, silence.get().of((FloatVector) state.honest().global().model()));
        }
        if (state.deceit().isEmpty()) {
            return asked;
        }
        SecureCoordinator sum = sum(state).state();
        return switch (asked) {
            case Bytes(String type, byte[] content, var measured) -> new Bytes(type, state.deceit().get().told(sum, node.index(), content), measured);
            case ModelAndShares(var model, byte[] shares) -> new ModelAndShares(model, state.deceit().get().told(sum, node.index(), shares));
            default -> throw new IllegalStateException("no question of secure aggregation: " + asked);
        };
    }

    /** The same about another model. */
    private static Message other(Message asked, FloatVector model) {
        return switch (asked) {
            case ModelAndShares(var itself, byte[] shares) -> new ModelAndShares(model, shares);
            case Bytes(String type, byte[] content, var measured) when type.equals(MaskedAggregation.INVITATION) -> {
                Invitation invitation = Invitation.decoded(content);
                Terms terms = invitation.terms();
                Terms others = new Terms(
                        terms.run(), terms.round(), model.digest(), terms.threshold(), terms.words(), terms.modulusBits(), terms.signed(), terms.members());
                yield new Bytes(type, new Invitation(others, invitation.holders()).encoded(), measured);
            }
            default -> asked;
        };
    }

    /** The one sum there is: coordinators who lie are refused where there are groups. */
    private static SummingGroup sum(Lying state) {
        return state.honest().groups().getFirst();
    }

    @Override
    public Optional<String> objection(Lying state, int round, int exchange, NodeId node, Message answer) {
        return honest.objection(state.honest(), round, exchange, node, answer);
    }

    @Override
    public Conclusion<Lying> conclude(Lying state, int round, int exchange, SortedMap<NodeId, Message> answers) {
        SortedMap<NodeId, Message> seen = new TreeMap<>(answers);
        Lying heard = exchange == MaskedAggregation.MASKED_INPUT ? masked(state, seen) : state.deceit().isPresent() ? heard(state, seen) : state;
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
        error(state).ifPresent(error -> all.put(Kind.of(attack.getClass()) + ".relativeError", error));
        return new Conclusion.Release<>(state, verdicts, all);
    }

    /** By how much what it found differs from what was sent, as a share of its length; empty where it found nothing. */
    private Optional<Double> error(Lying state) {
        return state.found().flatMap(found -> state.truth().map(sent -> {
            FloatVector truth = sought((FloatVector) sent.change());
            return sought(found).minus(truth).norm() / truth.norm();
        }));
    }

    private FloatVector sought(FloatVector update) {
        return silence.map(its -> its.heard(update)).orElse(update);
    }

    private Lying masked(Lying state, SortedMap<NodeId, Message> answers) {
        Message sent = answers.get(victim());
        if (state.first().isPresent()) {
            // The second sum over the same model: the victim's vector is as good as lost.
            answers.remove(victim());
            return state;
        }
        Lying next = sent == null || state.truth().isPresent() ? state : new Lying(state.honest(), state.deceit(), state.first(), ((MaskedSent) sent).update(), state.found());
        if (state.deceit().isEmpty()) {
            return next;
        }
        SortedMap<Integer, int[]> words = new TreeMap<>();
        answers.forEach((node, answer) -> words.put(node.index(), ((MaskedSent) answer).words()));
        Deceit.Step step = state.deceit().get().masked((SecureCoordinator.Masking) sum(state).state(), words);
        answers.keySet().removeIf(node -> step.hidden().contains(node.index()));
        return found(next.with(step.next()));
    }

    private Lying heard(Lying state, SortedMap<NodeId, Message> answers) {
        SortedMap<Integer, byte[]> bytes = new TreeMap<>();
        answers.forEach((node, answer) -> bytes.put(node.index(), ((Bytes) answer).content()));
        Deceit deceit = state.deceit().orElseThrow();
        if (sum(state).state() instanceof SecureCoordinator.Revealing revealing) {
            SortedMap<Integer, Revealed> shares = new TreeMap<>();
            bytes.forEach((node, its) -> shares.put(node, Revealed.decoded(its)));
            return found(state.with(deceit.revealed(revealing, shares)));
        }
        Deceit.Step step = deceit.heard(sum(state).state(), bytes);
        answers.keySet().removeIf(node -> step.hidden().contains(node.index()));
        answers.replaceAll((node, answer) -> step.replaced().containsKey(node.index()) ? replaced((Bytes) answer, step.replaced().get(node.index())) : answer);
        return state.with(step.next());
    }

    private static Message replaced(Bytes answer, byte[] by) {
        return new Bytes(answer.type(), by, answer.measured());
    }

    private static Lying found(Lying state) {
        Optional<FloatVector> vector = state.deceit().flatMap(Deceit::found).map(words -> sum(state).quantization().mean(words, 1));
        return new Lying(state.honest(), state.deceit(), state.first(), state.truth(), vector);
    }

    /** What it keeps of a round at whose end it has a sum. */
    private Lying released(Lying before, Lying now, int round) {
        if (silence.isPresent() && pool.attacks(victim(), round)) {
            return new Lying(now.honest(), Optional.empty(), Optional.empty(), now.truth(), now.honest().totals().stream().findFirst().flatMap(sum -> alone(sum, now)));
        }
        if (!attack.releasesTwice() || now.honest().totals().size() != 1) {
            return now;
        }
        GroupSum total = now.honest().totals().getFirst();
        if (now.first().isPresent()) {
            return new Lying(now.honest(), Optional.empty(), Optional.empty(), now.truth(), difference(now.first().get().sum(), total));
        }
        if (!pool.attacks(victim(), round) || !total.nodes().contains(victim())) {
            return now;
        }
        // The same model once more.
        MaskedAggregation.Summing same = new MaskedAggregation.Summing(before.honest().global(), List.of(), now.honest().totals());
        return new Lying(same, Optional.empty(), Optional.of(new First(round, total)), now.truth(), Optional.empty());
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
        if (!pool.attacks(victim(), round) || waits) {
            return new Settled<>(next, settled.decisions());
        }
        Evidence evidence = evidence(state, nodes);
        List<Decision> decisions = new ArrayList<>(settled.decisions());
        decisions.add(new Decision(evidence.reason().isEmpty() ? "update-recovered" : "coordinator-stopped", "update", null, evidence.words()));
        return new Settled<>(new Lying(settled.state(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()), decisions,
                List.of(new Attempt(Kind.of(attack.getClass()), victim(), Direction.UP, evidence.reason())));
    }

    /** What came of an attack: why nothing did, or empty; and in words. */
    private record Evidence(String reason, String words) {}

    private Evidence evidence(Lying state, List<NodeReport> nodes) {
        String about = Kind.of(attack.getClass()) + " on " + victim().name() + ": ";
        Optional<Double> error = error(state);
        if (error.isEmpty()) {
            String reason = nodes.stream().map(NodeReport::reason).filter(its -> its.contains("Aborted") || its.startsWith("no sum")).findFirst()
                    .map(its -> its.substring(its.indexOf(':') + 2)).orElse("its masks stay on");
            return new Evidence(reason, about + reason);
        }
        String words = String.format(Locale.ROOT, "relative error %.1e", error.get());
        return new Evidence(error.get() < RECOVERED ? "" : "what it found is not the update", about + words);
    }

    @Override
    public String released(Lying state) {
        return honest.released(state.honest());
    }
}
