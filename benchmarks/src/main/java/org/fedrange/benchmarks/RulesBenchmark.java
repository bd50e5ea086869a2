package org.fedrange.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.fedrange.aggregation.Aggregator;
import org.fedrange.aggregation.Chain;
import org.fedrange.aggregation.Context;
import org.fedrange.aggregation.GeometricMedian;
import org.fedrange.aggregation.Krum;
import org.fedrange.aggregation.Mean;
import org.fedrange.aggregation.Median;
import org.fedrange.aggregation.NearestNeighborMixing;
import org.fedrange.aggregation.TrimmedMean;
import org.fedrange.aggregation.Update;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Streams;
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

/** Rules on 14 updates of a perceptron of 79,510 parameters. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RulesBenchmark {
    private static final int NODES = 14;
    private static final int SIZE = 79_510;
    private static final int BYZANTINE = 4;

    /** The chain measured. */
    @Param({"mean", "median", "trimmed-mean", "krum", "geometric-median", "mixing + mean"})
    public String rule = "mean";

    private List<Update> updates = List.of();
    private Chain chain = new Chain(List.of(), new Mean(false));
    private Context context = new Context(1, FloatVector.zeros(SIZE), new Streams(1).of("rule"));

    /** Draws the updates. */
    @Setup
    public void draw() {
        RandomGenerator stream = new Streams(1).of("benchmark");
        List<Update> drawn = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            float[] values = new float[SIZE];
            for (int k = 0; k < SIZE; k++) {
                values[k] = (float) stream.nextGaussian();
            }
            drawn.add(new Update(new NodeId(i, "node " + i), 1, FloatVector.owning(values), 1));
        }
        updates = drawn;
        context = new Context(1, FloatVector.zeros(SIZE), stream);
        chain = new Chain(rule.startsWith("mixing") ? List.of(new NearestNeighborMixing(BYZANTINE)) : List.of(), rule());
    }

    private Aggregator rule() {
        return switch (rule) {
            case "median" -> new Median();
            case "trimmed-mean" -> new TrimmedMean(BYZANTINE);
            case "krum" -> new Krum(BYZANTINE, null);
            case "geometric-median" -> new GeometricMedian(0.1, 3, false);
            default -> new Mean(false);
        };
    }

    /** One round's aggregation. */
    @Benchmark
    public Aggregator.Result aggregate() {
        return chain.apply(context, chain.fresh(), updates);
    }
}
