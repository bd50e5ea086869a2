package org.fedrange.benchmarks;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
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
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A whole round of secure aggregation without dropouts, all nodes and the coordinator one after another in one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
public class SecureSumBenchmark {
    /** Number of nodes. */
    @Param({"10", "50", "100", "200"})
    public int nodes = 100;

    /** Numbers in each vector. */
    @Param("1048576")
    public int size = 1 << 20;

    /** The protocol: semi-honest, malicious or bell with 5 % colluding and 5 % lost. */
    @Param({"semi-honest", "malicious", "bell"})
    public String variant = "semi-honest";

    private FloatVector update = FloatVector.zeros(1);
    private SortedMap<Integer, Identity> identities = new TreeMap<>();

    /** Draws the update that all send, and enrols them. */
    @Setup
    public void draw() {
        RandomGenerator stream = new Streams(1).of("benchmark");
        float[] values = new float[size];
        for (int k = 0; k < size; k++) {
            values[k] = (float) stream.nextGaussian();
        }
        update = FloatVector.owning(values);
        List<NodeId> all = IntStream.range(0, nodes).mapToObj(node -> new NodeId(node, "hospital " + node)).toList();
        identities = Enrolment.of(all, List.of(), 1, new Streams(1)).identities();
    }

    /** From advertised keys to the mean. */
    @Benchmark
    public FloatVector round() {
        boolean signed = variant.equals("malicious");
        List<Integer> all = IntStream.range(0, nodes).boxed().toList();
        Streams streams = new Streams(1);
        SparseGraph sparse = variant.equals("bell") ? SparseGraph.of(nodes, 0.05, 0.05).orElse(new SparseGraph(nodes - 1, nodes / 2 + 1)) : null;
        Neighborhoods graph = sparse == null
                ? Neighborhoods.complete(all)
                : Neighborhoods.harary(all, Math.max(2, sparse.neighbors() / 2 * 2), streams.of("graph"));
        Quantization quantization = new Quantization(4, 20, nodes, 0);
        int threshold = sparse != null ? sparse.threshold() : signed ? 2 * nodes / 3 + 1 : nodes / 2 + 1;
        Terms terms = new Terms("run", 1, "model", threshold, size, quantization.modulusBits(), signed, sparse == null ? all : List.of());
        return round(all, terms, graph, quantization, identities, streams);
    }

    private FloatVector round(
            List<Integer> all, Terms terms, Neighborhoods graph, Quantization quantization, SortedMap<Integer, Identity> identities, Streams streams) {
        Safeguards safeguards = terms.signed() ? Safeguards.MALICIOUS : Safeguards.SEMI_HONEST;
        SortedMap<Integer, SecureNode> states = new TreeMap<>();
        SortedMap<Integer, byte[]> answers = new TreeMap<>();
        identities.forEach((node, identity) -> put(states, answers, node, SecureNode.begin(
                node, terms, graph.of(node), safeguards, identity, List.of(), streams.of("secrets", 1, node))));
        SecureCoordinator.Sharing sharing = SecureCoordinator.begin(terms, graph, safeguards).collect(answers);
        states.forEach((node, state) -> put(states, answers, node, ((SecureNode.Advertised) state).share(sharing.directory(node))));
        SecureCoordinator.Masking masking = sharing.collect(answers);
        SortedMap<Integer, int[]> masked = new TreeMap<>();
        states.forEach((node, state) -> {
            int[] words = quantization.encoded(update, 1, streams.of("rounding", 1, node));
            states.put(node, ((SecureNode.Shared) state).mask(masking.inbox(node), words));
            masked.put(node, words);
        });
        SecureCoordinator.Confirming confirming = masking.collect(masked);
        SecureCoordinator.Revealing revealing = confirming.unsigned();
        if (terms.signed()) {
            states.forEach((node, state) -> put(states, answers, node, ((SecureNode.Masked) state).confirm(confirming.survivors(node))));
            revealing = confirming.collect(answers);
        }
        SortedMap<Integer, Revealed> revealed = new TreeMap<>();
        for (int node : all) {
            byte[] request = revealing.request(node);
            byte[] shares = states.get(node) instanceof SecureNode.Confirmed confirmed
                    ? confirmed.unmask(request).answer()
                    : ((SecureNode.Masked) java.util.Objects.requireNonNull(states.get(node))).unmask(request).answer();
            revealed.put(node, Revealed.decoded(shares));
        }
        return quantization.mean(revealing.collect(revealed), nodes);
    }

    private static void put(SortedMap<Integer, SecureNode> states, SortedMap<Integer, byte[]> answers, int node, SecureNode.Step<? extends SecureNode> step) {
        states.put(node, step.next());
        answers.put(node, step.answer());
    }
}
