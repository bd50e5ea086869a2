package org.fedrange.simulator.federation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.fedrange.aggregation.Update;
import org.fedrange.aggregation.Verdict;
import org.fedrange.aggregation.secure.Aborted;
import org.fedrange.aggregation.secure.Advertisement;
import org.fedrange.aggregation.secure.Neighborhoods;
import org.fedrange.aggregation.secure.Quantization;
import org.fedrange.aggregation.secure.Revealed;
import org.fedrange.aggregation.secure.SecureCoordinator;
import org.fedrange.aggregation.secure.Terms;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Streams;
import org.fedrange.simulator.MaskedSum;
import org.fedrange.simulator.round.Message;
import org.fedrange.simulator.round.NodeReport;
import org.fedrange.simulator.round.Protocol;

/**
 * Aggregation of updates under masks: keys, shares, masked vectors, for a coordinator who may lie a signed list, and shares again; then
 * what plain aggregation does with updates is done with the mean of each group, and each node in a group has the group's verdict.
 *
 * @param plain what follows when the sums are known
 * @param scheme the experiment's secure aggregation
 * @param run names the run in what parties agree on
 * @param weighted whether numbers of examples go into the sums
 * @param streams the run's streams
 */
public record MaskedAggregation(
        PlainAggregation plain, MaskedSum scheme, String run, boolean weighted, Streams streams)
        implements Protocol<MaskedAggregation.Summing> {
    /** The exchange in which hospitals train and send their masked vectors. */
    static final int MASKED_INPUT = 2;

    static final String INVITATION = "invitation";
    static final String SURVIVORS = "survivors";

    private static final List<String> QUESTIONS = List.of(INVITATION, "public-keys", "model", SURVIVORS, "unmasking");
    private static final List<String> NAMES = List.of("advertise-keys", "share-keys", "masked-input", "consistency-check", "unmasking");

    /**
     * What the coordinator knows.
     *
     * @param global the model and what stages and rule remember
     * @param groups sums in progress that did not fail; empty between rounds
     * @param totals between rounds the sums that the last release came from
     */
    public record Summing(Global global, List<SummingGroup> groups, List<GroupSum> totals) {
        public Summing {
            groups = List.copyOf(groups);
            totals = List.copyOf(totals);
        }

        @Override
        public String toString() {
            return global + " and " + groups.size() + " sums in progress";
        }
    }

    /** The coordinator's state before the first round. */
    public Summing begin(Global global) {
        return new Summing(global, List.of(), List.of());
    }

    @Override
    public int exchanges() {
        return scheme.signed() ? 5 : 4;
    }

    /** Position in the full protocol: without signatures, the list of survivors is not signed. */
    private int step(int exchange) {
        return exchange > MASKED_INPUT && !scheme.signed() ? exchange + 1 : exchange;
    }

    @Override
    public String exchange(int exchange) {
        return NAMES.get(step(exchange));
    }

    @Override
    public Optional<String> impossible(Summing state, List<NodeId> cohort) {
        return plain.impossible(state.global(), cohort).or(() -> scheme.impossible(cohort.size(), weighted));
    }

    @Override
    public SortedSet<NodeId> excluded(Summing state) {
        return plain.excluded(state.global());
    }

    @Override
    public Settled<Summing> settled(Summing state, int round, List<NodeReport> nodes) {
        Settled<Global> settled = plain.settled(state.global(), round, nodes);
        return new Settled<>(new Summing(settled.state(), List.of(), state.totals()), settled.decisions());
    }

    @Override
    public Summing open(Summing released, int round, List<NodeId> cohort) {
        return summing(released, round, groups(round, cohort));
    }

    /** The groups that the coordinator draws in a round. */
    List<List<NodeId>> groups(int round, List<NodeId> cohort) {
        return scheme.groups(cohort, streams.of("groups", round, 0));
    }

    /** A round opens with these groups. */
    Summing summing(Summing released, int round, List<List<NodeId>> drawn) {
        Global global = plain.sending(released.global(), round);
        List<SummingGroup> groups = new ArrayList<>();
        for (List<NodeId> members : drawn) {
            List<Integer> indexes = members.stream().map(NodeId::index).toList();
            int n = members.size();
            Neighborhoods neighborhoods = scheme.neighborhoods(indexes, streams.of("neighbours", round, indexes.getFirst()));
            Quantization quantization = scheme.quantization(n, weighted);
            Terms terms = new Terms(
                    run, round, global.sent().digest(), scheme.threshold(n), quantization.words(global.sent().size()),
                    quantization.modulusBits(), scheme.signed(), neighborhoods.complete() ? indexes : List.of());
            groups.add(new SummingGroup(members, quantization, SecureCoordinator.begin(terms, neighborhoods, scheme.safeguards())));
        }
        return new Summing(global, groups, List.of());
    }

    @Override
    public Message question(Summing state, int round, int exchange, NodeId node) {
        byte[] content = group(state, node).question(node);
        return exchange == MASKED_INPUT
                ? new ModelAndShares(state.global().sent(), content)
                : new Bytes(QUESTIONS.get(step(exchange)), content);
    }

    private static SummingGroup group(Summing state, NodeId node) {
        return state.groups().stream().filter(group -> group.members().contains(node)).findFirst().orElseThrow();
    }

    @Override
    public Optional<String> objection(Summing state, int round, int exchange, NodeId node, Message answer) {
        if (exchange == MASKED_INPUT) {
            if (!(answer instanceof MaskedSent masked)) {
                return Optional.of("not under masks but a " + answer.type());
            }
            int words = group(state, node).terms().words();
            return masked.words().length == words ? Optional.empty() : Optional.of(masked.words().length + " numbers instead of " + words);
        }
        if (!(answer instanceof Bytes bytes)) {
            return Optional.of("a " + answer.type() + " in the exchange " + exchange(exchange));
        }
        try {
            switch (step(exchange)) {
                case 0 -> Advertisement.decoded(bytes.content());
                case 4 -> Revealed.decoded(bytes.content());
                default -> { }
            }
            return Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.of(String.valueOf(malformed.getMessage()));
        }
    }

    @Override
    public Conclusion<Summing> conclude(Summing state, int round, int exchange, SortedMap<NodeId, Message> answers) {
        boolean last = exchange == exchanges() - 1;
        List<SummingGroup> going = new ArrayList<>();
        List<GroupSum> totals = new ArrayList<>();
        SortedMap<NodeId, String> stopped = new TreeMap<>();
        for (SummingGroup group : state.groups()) {
            SortedMap<NodeId, Message> its = new TreeMap<>(answers);
            its.keySet().retainAll(group.members());
            try {
                if (last) {
                    totals.add(group.total(its));
                } else {
                    going.add(group.after(its));
                }
            } catch (Aborted | IllegalArgumentException aborted) {
                group.members().forEach(node -> stopped.put(node, "no sum over its group: " + aborted.getMessage()));
            }
        }
        if (going.isEmpty() && totals.isEmpty()) {
            return new Conclusion.Missed<>(stopped.firstEntry().getValue());
        }
        return last ? release(state, round, totals, stopped) : new Conclusion.Continue<>(new Summing(state.global(), going, List.of()), stopped);
    }

    private Conclusion<Summing> release(Summing state, int round, List<GroupSum> totals, SortedMap<NodeId, String> stopped) {
        SortedMap<NodeId, Verdict> verdicts = new TreeMap<>();
        stopped.keySet().forEach(node -> verdicts.put(node, new Verdict(node, false, 0, Double.NaN)));
        List<GroupSum> taken = new ArrayList<>();
        for (GroupSum total : totals) {
            double norm = total.mean().norm();
            if (scheme.normBound() == null || norm <= scheme.normBound()) {
                taken.add(total);
            } else {
                total.nodes().forEach(node -> verdicts.put(node, new Verdict(node, false, 0, norm)));
            }
        }
        if (taken.isEmpty()) {
            return new Conclusion.Infeasible<>("the norm of every sum is beyond the bound of " + scheme.normBound());
        }
        List<Update> updates = new ArrayList<>();
        SortedMap<NodeId, List<NodeId>> behind = new TreeMap<>();
        for (GroupSum total : taken) {
            NodeId first = total.nodes().getFirst();
            behind.put(first, total.nodes());
            updates.add(new Update(first, round, total.mean(), (int) Math.min(Integer.MAX_VALUE, total.weight())));
        }
        updates.sort(Comparator.comparing(Update::node));
        int nodes = taken.stream().mapToInt(total -> total.nodes().size()).sum();
        return switch (plain.conclude(state.global(), round, updates, nodes)) {
            case Conclusion.Release<Global>(Global global, var shared, var measured) -> {
                shared.values().stream().flatMap(verdict -> verdict.shared(behind)).forEach(verdict -> verdicts.put(verdict.node(), verdict));
                yield new Conclusion.Release<>(new Summing(global, List.of(), totals), verdicts, measured);
            }
            case Conclusion.Infeasible<Global>(String reason) -> new Conclusion.Infeasible<>(reason + " groups");
            case Conclusion.Missed<Global>(String reason) -> new Conclusion.Missed<>(reason);
            case Conclusion.Continue<Global> more -> throw new IllegalStateException("plain aggregation goes on: " + more);
        };
    }

    @Override
    public String released(Summing state) {
        return state.global().model().digest();
    }
}
