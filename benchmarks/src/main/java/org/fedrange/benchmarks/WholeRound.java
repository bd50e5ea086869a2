package org.fedrange.benchmarks;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.fedrange.aggregation.secure.Identity;
import org.fedrange.aggregation.secure.Neighborhoods;
import org.fedrange.aggregation.secure.Quantization;
import org.fedrange.aggregation.secure.Revealed;
import org.fedrange.aggregation.secure.Safeguards;
import org.fedrange.aggregation.secure.SecureCoordinator;
import org.fedrange.aggregation.secure.SecureNode;
import org.fedrange.aggregation.secure.SparseGraph;
import org.fedrange.aggregation.secure.Terms;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Streams;
import org.fedrange.simulator.identity.Enrolment;

/** One round of secure aggregation without dropouts, all nodes and the coordinator one after another in one thread. */
final class WholeRound {
    private final Terms terms;
    private final Neighborhoods graph;
    private final int neighbors;
    private final Quantization quantization;
    private final SortedMap<Integer, Identity> identities;
    private final Streams streams = new Streams(1);
    private final SortedMap<Integer, SecureNode> states = new TreeMap<>();
    private final SortedMap<Integer, byte[]> answers = new TreeMap<>();
    private long bytes;

    /**
     * A round.
     *
     * @param variant {@code semi-honest}, {@code malicious}, or {@code bell} with 5 % colluding and 5 % lost
     * @param nodes how many take part
     * @param size numbers in each vector
     */
    WholeRound(String variant, int nodes, int size) {
        boolean signed = variant.equals("malicious");
        List<Integer> all = IntStream.range(0, nodes).boxed().toList();
        Optional<SparseGraph> sparse = variant.equals("bell") ? Optional.of(sparse(nodes)) : Optional.empty();
        neighbors = sparse.map(SparseGraph::neighbors).orElse(nodes - 1);
        graph = sparse.isEmpty() ? Neighborhoods.complete(all) : Neighborhoods.harary(all, Math.max(2, neighbors / 2 * 2), streams.of("graph"));
        quantization = new Quantization(4, 20, nodes, 0);
        int threshold = sparse.map(SparseGraph::threshold).orElse(signed ? 2 * nodes / 3 + 1 : nodes / 2 + 1);
        terms = new Terms("run", 1, "model", threshold, size, quantization.modulusBits(), signed, sparse.isEmpty() ? all : List.of());
        identities = Enrolment.of(all.stream().map(node -> new NodeId(node, "hospital " + node)).toList(), List.of(), 1, streams).identities();
    }

    static SparseGraph sparse(int nodes) {
        return SparseGraph.of(nodes, 0.05, 0.05).orElse(new SparseGraph(nodes - 1, nodes / 2 + 1));
    }

    /** With how many others each masks. */
    int neighbors() {
        return neighbors;
    }

    /** Keys, shares and lists that went down and up in the last round, without headers and vectors, for each node. */
    double bytes() {
        return (double) bytes / identities.size();
    }

    /** From advertised keys to the mean; everybody sends the same update. */
    FloatVector run(FloatVector update) {
        bytes = 0;
        Safeguards safeguards = terms.signed() ? Safeguards.MALICIOUS : Safeguards.SEMI_HONEST;
        identities.forEach((node, identity) -> put(node, SecureNode.begin(
                node, terms, graph.of(node), safeguards, identity, List.of(), streams.of("secrets", 1, node))));
        SecureCoordinator.Sharing sharing = SecureCoordinator.begin(terms, graph, safeguards).collect(answers);
        states.forEach((node, state) -> put(node, ((SecureNode.Advertised) state).share(down(sharing.directory(node)))));
        SecureCoordinator.Masking masking = sharing.collect(answers);
        SortedMap<Integer, int[]> masked = new TreeMap<>();
        states.forEach((node, state) -> {
            int[] words = quantization.encoded(update, 1, streams.of("rounding", 1, node));
            states.put(node, ((SecureNode.Shared) state).mask(down(masking.inbox(node)), words));
            masked.put(node, words);
        });
        SecureCoordinator.Revealing revealing = confirmed(masking.collect(masked));
        SortedMap<Integer, Revealed> revealed = new TreeMap<>();
        states.forEach((node, state) -> revealed.put(node, Revealed.decoded(down(shares(state, down(revealing.request(node)))))));
        return quantization.mean(revealing.collect(revealed), identities.size());
    }

    private SecureCoordinator.Revealing confirmed(SecureCoordinator.Confirming confirming) {
        if (!terms.signed()) {
            return confirming.unsigned();
        }
        states.forEach((node, state) -> put(node, ((SecureNode.Masked) state).confirm(down(confirming.survivors(node)))));
        return confirming.collect(answers);
    }

    private static byte[] shares(SecureNode state, byte[] request) {
        return state instanceof SecureNode.Confirmed confirmed ? confirmed.unmask(request).answer() : ((SecureNode.Masked) state).unmask(request).answer();
    }

    private byte[] down(byte[] message) {
        bytes += message.length;
        return message;
    }

    private void put(int node, SecureNode.Step<? extends SecureNode> step) {
        states.put(node, step.next());
        answers.put(node, down(step.answer()));
    }
}
