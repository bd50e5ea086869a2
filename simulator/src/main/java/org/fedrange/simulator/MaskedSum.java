package org.fedrange.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.fedrange.aggregation.Aggregator;
import org.fedrange.aggregation.Stage;
import org.fedrange.aggregation.Visibility;
import org.fedrange.aggregation.secure.Neighborhoods;
import org.fedrange.aggregation.secure.Quantization;
import org.fedrange.aggregation.secure.Safeguards;
import org.fedrange.learning.Kind;
import org.fedrange.learning.NodeId;
import org.jspecify.annotations.Nullable;

/** Secure aggregation by masks: the coordinator learns sums, over everybody or over groups drawn anew in each round. */
public sealed interface MaskedSum extends SecureAggregation permits Bonawitz, Bell {

    /** Coordinates beyond it are clipped by honest nodes before they are rounded. */
    double clippingRange();

    /** Bits of one node's number. */
    int bits();

    /** The most examples a node is counted with; null until the experiment is resolved. */
    @Nullable Integer mostExamples();

    /** The largest norm of a group's mean that is taken; null for any. */
    @Nullable Double normBound();

    /** Nodes in a group, at least; null for one group of all. */
    @Nullable Integer groupSize();

    /** Whether keys and survivor lists are signed, against a coordinator who may lie. */
    boolean signed();

    /** What hospitals insist on. */
    default Safeguards safeguards() {
        return signed() ? Safeguards.MALICIOUS : Safeguards.SEMI_HONEST;
    }

    /** Shares that give a secret back, in a group of {@code n}. */
    int threshold(int n);

    /** Who masks with whom in a group. */
    Neighborhoods neighborhoods(List<Integer> group, RandomGenerator stream);

    /** The same with every absent parameter filled in. */
    MaskedSum resolved(int largestHospital);

    /** Number of groups that {@code n} nodes make. */
    default int groups(int n) {
        Integer size = groupSize();
        return size == null ? 1 : Math.max(1, n / size);
    }

    /** The groups of a round: nodes in a drawn order, cut into groups whose sizes differ by at most one; each in node order. */
    default List<List<NodeId>> groups(List<NodeId> nodes, RandomGenerator stream) {
        List<NodeId> order = new ArrayList<>(nodes);
        int groups = groups(nodes.size());
        for (int i = order.size() - 1; groups > 1 && i > 0; i--) {
            int other = stream.nextInt(i + 1);
            NodeId moved = order.get(i);
            order.set(i, order.get(other));
            order.set(other, moved);
        }
        List<List<NodeId>> cut = new ArrayList<>();
        for (int i = 0; i < groups; i++) {
            int from = (int) ((long) i * order.size() / groups);
            int to = (int) ((long) (i + 1) * order.size() / groups);
            cut.add(order.subList(from, to).stream().sorted().toList());
        }
        return cut;
    }

    /** How numbers go under masks in a group of {@code n}; two numbers are taken for n alike where a node is not told exactly how many there are. */
    default Quantization quantization(int n, boolean weighted) {
        return new Quantization(clippingRange(), bits(), n, weighted ? Objects.requireNonNull(mostExamples()) : 0);
    }

    /** Why stages or rule cannot work on what is left visible, with the remedy; empty where they can. */
    default Optional<String> hides(List<Stage> stages, Aggregator rule) {
        Visibility visible = groupSize() == null ? Visibility.SUM : Visibility.GROUP_SUMS;
        for (Stage stage : stages) {
            if (stage.visibility().compareTo(visible) < 0) {
                return Optional.of(hidden("stage " + Kind.of(stage.getClass()), stage.visibility()));
            }
        }
        return rule.visibility().compareTo(visible) < 0
                ? Optional.of(hidden("rule " + Kind.of(rule.getClass()), rule.visibility()))
                : Optional.empty();
    }

    private String hidden(String what, Visibility needed) {
        String visible = groupSize() == null ? "only the sum over all nodes" : "only sums over groups, drawn anew in each round";
        return needed == Visibility.EACH_UPDATE
                ? "the " + what + " must know each node's update, but " + visible + " can be seen; choose another, or secureAggregation: {kind: none}"
                : "the " + what + " compares updates, but " + visible + " can be seen; give groupSize (with kind: bonawitz), so that it compares"
                        + " the means of groups, or choose the rule mean without stages";
    }

    /** Why a cohort of {@code n} cannot be summed; empty where it can. */
    default Optional<String> impossible(int n, boolean weighted) {
        int groups = groups(n);
        int largest = Math.ceilDiv(n, groups);
        if (groupSize() != null && n < groupSize()) {
            return Optional.of("groups of " + groupSize() + " cannot be made of " + n + " nodes");
        }
        if (n / groups < 2) {
            return Optional.of("a sum over one node is its update: at least 2 nodes must take part, got " + n);
        }
        try {
            quantization(largest, weighted);
            return Optional.empty();
        } catch (IllegalArgumentException overflow) {
            return Optional.of(String.valueOf(overflow.getMessage()));
        }
    }
}
